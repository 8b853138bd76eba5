export {
  createMovableClock,
  createSmtpPlay,
  metabaseUser,
  startAliyunSmsFake,
  startDingtalkFake,
  startFeishuFake,
  sandboxCredentials,
  startLoopbackServer,
  startMetabase,
  startProviderSandbox,
  startTencentSmsFake,
  startWechatFake,
  startWecomFake,
} from "@belfry/fakes";
export type {
  AliyunSmsFake,
  AliyunSmsFakeOptions,
  Chaos,
  DingtalkFake,
  DingtalkFakeOptions,
  DingtalkRobot,
  FakeClock,
  FeishuBot,
  FeishuFake,
  FeishuFakeOptions,
  LoopbackServer,
  Metabase,
  MetabaseCard,
  MetabaseParameter,
  MovableClock,
  ProviderFault,
  ProviderSandbox,
  ReceivedChatMessage,
  ReceivedSms,
  SeenRequest,
  SmsTemplate,
  TencentSmsFake,
  TencentSmsFakeOptions,
  WechatFake,
  WechatFakeOptions,
  WecomFake,
  WecomFakeOptions,
} from "@belfry/fakes";
export { connectLocally } from "./action-context/connect-locally.ts";
export { fetchLocally } from "./action-context/fetch-locally.ts";
export { createTestActionContext } from "./action-context/test-action-context.ts";
export type { TestActionContext } from "./action-context/test-action-context.ts";
export { exposeOnLoopback } from "./database/expose-on-loopback.ts";
export type { LoopbackDatabase } from "./database/expose-on-loopback.ts";
export { startTestPostgres } from "./database/start-test-postgres.ts";
export { createTestDatabase } from "./database/test-database.ts";
export type { TestClock, TestDatabase } from "./database/test-database.ts";
export { dremioUser, startDremio } from "./dremio/start-dremio.ts";
export type { DremioReflection, TestDremio } from "./dremio/start-dremio.ts";
export { startTestEngine } from "./engine/start-test-engine.ts";
export type { TestEngine, TestEngineOptions } from "./engine/start-test-engine.ts";
export { createTestGrids } from "./engine/test-grids.ts";
export { createTestActions } from "./engine/test-plugin.ts";
export type { RecordedRun, TestActions } from "./engine/test-plugin.ts";
export { createLossyStore } from "./faults/lossy-store.ts";
export type { Losses, LossMoment, LossyStore, StoreOperation } from "./faults/lossy-store.ts";
export { tester } from "./people/tester.ts";
export { startOidcProvider } from "./oidc-provider/start-oidc-provider.ts";
export type { OidcPerson, TestOidcProvider } from "./oidc-provider/start-oidc-provider.ts";
export { gateBuildings, gateCampusId } from "./school-gate/gate-buildings.ts";
export type { GateBuilding } from "./school-gate/gate-buildings.ts";
export type { GateFault } from "./school-gate/gate-fault.ts";
export type { GateRecord, GateRecords } from "./school-gate/gate-record.ts";
export { generateNight } from "./school-gate/generate-night.ts";
export { startSchoolGate } from "./school-gate/start-school-gate.ts";
export type { SchoolGate, SchoolGateOptions } from "./school-gate/start-school-gate.ts";
export { startDovecot } from "./services/start-dovecot.ts";
export type { TestMailbox } from "./services/start-dovecot.ts";
export { startMariadb } from "./services/start-mariadb.ts";
export { startMosquitto } from "./services/start-mosquitto.ts";
export { startNats } from "./services/start-nats.ts";
export { startRabbitmq } from "./services/start-rabbitmq.ts";
export { startRedis } from "./services/start-redis.ts";
export { startS3 } from "./services/start-s3.ts";
export type { TestS3 } from "./services/start-s3.ts";
export { testUser } from "./services/test-service.ts";
export type { TestService } from "./services/test-service.ts";
export { smtpReplies } from "./smtp-sink/smtp-behaviour.ts";
export { startSmtpSink } from "./smtp-sink/start-smtp-sink.ts";
export type { SmtpSink, SmtpSinkOptions } from "./smtp-sink/start-smtp-sink.ts";
export { createTestCertificate } from "./smtp-sink/test-certificate.ts";
export type { TestCertificate } from "./smtp-sink/test-certificate.ts";
export { freePort } from "./services/free-port.ts";
