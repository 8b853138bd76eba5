import { describe, expect, test } from "vitest";
import { signAcs3 } from "../../src/aliyun-sms/sign-acs3.ts";
import { signTc3 } from "../../src/tencent-sms/sign-tc3.ts";

describe("the signature of a request", () => {
  test("to Aliyun is the one of Aliyun's own example", () => {
    const { headers, query } = signAcs3(
      { accessKeyId: "YourAccessKeyId", accessKeySecret: "YourAccessKeySecret" },
      {
        host: "ecs.cn-shanghai.aliyuncs.com",
        action: "RunInstances",
        version: "2014-05-26",
        date: "2023-10-26T10:22:32Z",
        nonce: "3156853299f313e23d1673dc12e1703d",
        query: { RegionId: "cn-shanghai", ImageId: "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd" },
      },
    );
    expect(headers["authorization"]).toBe(
      "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
    );
    expect(query).toBe("ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai");
  });

  test("to Tencent Cloud is the one that its SDK makes", () => {
    const body =
      '{"PhoneNumberSet":["+8618501234444"],"SmsSdkAppId":"1400006666","SignName":"腾讯云","TemplateId":"1234","TemplateParamSet":["1234"]}';
    const header = signTc3(
      { secretId: "AKIDEXAMPLE", secretKey: "SECRETKEYEXAMPLE" },
      { host: "sms.tencentcloudapi.com", timestamp: 1_551_113_065, body },
    );
    expect(header).toBe(
      "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2019-02-25/sms/tc3_request, SignedHeaders=content-type;host, Signature=abf0971a260310cd8ae8548fb5901e2b13dd9168f1b3c7be2d25ccb2fddd2497",
    );
  });
});
