import type { Dismissal, FailureJob, FailureQuery, Redrive } from "@belfry/client";
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import { executionKeys } from "../executions/index.ts";

// Below the executions: whenever one of them changes, so may this list.
const keys = {
  list: [...executionKeys.all, "failures"],
  jobs: ["failure-jobs"],
} as const;

export function failureListQuery(query: FailureQuery) {
  return queryOptions({
    queryKey: [...keys.list, query],
    queryFn: () => belfry.failures.list(query),
    placeholderData: keepPreviousData,
  });
}

/** The latest work on many. It is asked often while some of it goes on. */
export const failureJobsQuery = queryOptions({
  queryKey: keys.jobs,
  queryFn: () => belfry.failures.jobs({ limit: 5 }),
  refetchInterval: ({ state }) => (state.data?.items.some((job) => job.state === "running") === true ? 1_000 : false),
});

/** What is done with many failed executions. */
export type BulkWork = ({ readonly work: "redrive" } & Redrive) | ({ readonly work: "dismiss" } & Dismissal);

/** @param onBegun also told when what asked for it is gone: failures that are closed leave the list */
export function useBulkWork(onBegun: (job: FailureJob) => void): UseMutationResult<FailureJob, Error, BulkWork> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn(bulk: BulkWork) {
      if (bulk.work === "dismiss") return belfry.failures.dismiss({ filter: bulk.filter, reason: bulk.reason });
      const { work: _work, ...redrive } = bulk;
      return belfry.failures.redrive(redrive);
    },
    onSuccess(job) {
      onBegun(job);
      return Promise.all([keys.jobs, executionKeys.all].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
    },
  });
}

export function useCancelJob(): UseMutationResult<FailureJob, Error, number> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => belfry.failures.cancelJob(id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.jobs }),
  });
}
