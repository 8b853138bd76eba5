"""A worker for the task grid of Belfry: `BELFRY_URL=… BELFRY_TOKEN=… python3 worker.py shop-data badscore`."""
import json, os, sys, urllib.request

GRID, TASKS = sys.argv[1], sys.argv[2:]

def call(verb, body):
    url = f"{os.environ['BELFRY_URL']}/v1/grids/{GRID}/{verb}"
    headers = {"Authorization": f"Bearer {os.environ['BELFRY_TOKEN']}", "Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(url, json.dumps(body).encode(), headers)) as answer:
        return json.load(answer)

def collect(shop, start, end, quiet):  # Put your own script here. Quiet: a past day is made up for, nobody is told of it.
    if shop == os.environ.get("BROKEN_SHOP"):
        raise RuntimeError(f"{shop} did not answer")
    return {"rows": len(shop), "told": 0 if quiet else 1}

while cells := call("claim", {"worker": "worker.py", "limit": 5, **({"tasks": TASKS} if TASKS else {})})["cells"]:
    for cell in cells:
        held = {"cell": cell["cell"], "epoch": cell["epoch"]}
        try:
            figures = collect(cell["member"]["shop"], cell["period"]["start"], cell["period"]["end"], cell["quiet"])
            print(call("complete", {**held, "result": figures})["state"], cell["task"], cell["member"]["shop"])
        except RuntimeError as error:
            print(call("fail", {**held, "reason": str(error)})["state"], cell["task"], cell["member"]["shop"])
