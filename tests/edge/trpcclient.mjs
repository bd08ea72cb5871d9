// SPDX-License-Identifier: GPL-3.0-or-later
// Calls every procedure with the official client. The test that starts it has made the workspaces.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { publicKey } from "./sshkey.mjs";
import { createTRPCClient, httpBatchLink, httpBatchStreamLink, httpLink, TRPCClientError } from "@trpc/client";

const { ADMIN, BASE, KEY, FELLOW, LINK } = process.env;
const given = JSON.parse(process.env.GIVEN);
const links = { httpLink, httpBatchLink, httpBatchStreamLink };
const requests = [];

function connect(key, options = {}) {
    const link = links[options.link ?? LINK];
    return createTRPCClient({
        links: [link({
            url: `${BASE}/trpc`,
            headers: key ? { authorization: `Bearer ${key}` } : {},
            fetch: async (url, init) => {
                const response = await fetch(url, init);
                requests.push({ url: String(url), status: response.status });
                return response;
            },
            ...options.more,
        })],
    });
}

const api = connect(KEY);

async function refused(promise, code, httpStatus, path) {
    const error = await promise.then(() => assert.fail(`no ${code}`), (problem) => problem);
    assert.ok(error instanceof TRPCClientError, String(error));
    assert.equal(error.data?.code, code, error.message);
    assert.equal(error.data.httpStatus, httpStatus);
    if (path)
        assert.equal(error.data.path, path);
    assert.equal(requests.at(-1).status, httpStatus);
    assert.ok(error.message.length > 0);
    return error;
}

async function changes() {
    const input = { repositoryId: given.repository, name: "From Node", branch: "topic/ü" };
    const made = await api.cloudWorkspace.create.mutate(input);
    assert.equal(made.status, "provisioning");
    assert.equal(made.branch, "topic/ü");
    assert.equal(typeof made.txid, "number");
    assert.equal((await api.cloudWorkspace.get.query({ id: made.id })).name, "From Node");
    const all = await api.cloudWorkspace.list.query();
    assert.ok(all.workspaces.some((one) => one.id === made.id));
    const renamed = await api.cloudWorkspace.update.mutate({ id: made.id, name: "Other" });
    assert.equal(renamed.name, "Other");
    assert.ok(renamed.txid > made.txid);
    const cancelled = await api.cloudWorkspace.cancel.mutate({ id: made.id });
    assert.equal(cancelled.pendingAction, "cancel");
    for (const [verb, id] of [["pause", given.running], ["stop", given.other],
                              ["resume", given.paused], ["delete", given.stopped]]) {
        const asked = await api.cloudWorkspace[verb].mutate({ id });
        assert.equal(asked.pendingAction, verb);
        assert.equal(typeof asked.txid, "number");
        assert.equal((await api.cloudWorkspace[verb].mutate({ id })).txid, null);
    }
    const retried = await api.cloudWorkspace.retry.mutate({ id: given.failed });
    assert.equal(retried.status, "provisioning");
}

async function others() {
    const sessionId = randomUUID();
    const id = given.running;
    const joined = await api.cloudWorkspace.join.mutate({ id, sessionId, clientType: "web" });
    assert.equal(joined.clientType, "web");
    await api.cloudWorkspace.heartbeat.mutate({ id, sessionId });
    const { sessions } = await api.cloudWorkspace.getSessions.query({ id });
    assert.deepEqual(sessions.map((session) => session.id), [sessionId]);
    assert.equal(typeof (await api.cloudWorkspace.leave.mutate({ id, sessionId })).txid, "number");
    const login = await api.cloudWorkspace.getSSHCredentials.mutate(
        { id: given.reachable, publicKey: publicKey() });
    assert.equal(login.host, "127.0.0.1");
    assert.ok(login.hostKeys.length > 0);
    assert.match(login.certificate, /^ssh-ed25519-cert-v01@openssh.com /);
    const awake = { id: given.reachable, minutes: 60 };
    assert.ok(Date.parse((await api.cloudWorkspace.keepAwake.mutate(awake)).keepAwakeUntil));
    const { usage } = await api.cloudWorkspace.getUsage.query({ id: given.reachable });
    assert.equal(usage[0].workspaceId, given.reachable);
    assert.ok((await api.usage.get.query()).usage.length > usage.length);
    const { vms } = await api.vm.list.query();
    assert.deepEqual(await api.vm.get.query({ id: vms[0].id }), vms[0]);
    const url = `https://git.example.org/acme/${randomUUID()}.git`;
    const repository = await api.repository.create.mutate({ url });
    const { repositories } = await api.repository.list.query();
    assert.ok(repositories.some((one) => one.id === repository.id && one.url === url));
}

async function accounts() {
    const admin = connect(ADMIN);
    const userId = `user-${randomUUID()}`;
    assert.equal((await admin.member.add.mutate({ userId })).role, "member");
    const { members } = await admin.member.list.query();
    assert.ok(members.some((member) => member.userId === userId));
    const { key, id } = await admin.key.create.mutate({ name: "theirs", userId });
    assert.ok((await connect(key).cloudWorkspace.list.query()).workspaces.length > 0);
    const self = await connect(key).member.self.query();
    assert.equal(self.userId, userId);
    assert.equal(self.organizationId, (await admin.member.self.query()).organizationId);
    await admin.key.revoke.mutate({ id });
    const { keys } = await admin.key.list.query();
    assert.ok(keys.find((one) => one.id === id).revokedAt);
    await refused(connect(key).cloudWorkspace.list.query(), "UNAUTHORIZED", 401);
    await admin.member.remove.mutate({ userId });
    await refused(api.member.add.mutate({ userId }), "FORBIDDEN", 403, "member.add");
}

async function failures() {
    const get = "cloudWorkspace.get";
    await refused(connect().cloudWorkspace.get.query({ id: given.paused }), "UNAUTHORIZED", 401, get);
    await refused(connect("wrong-key-wrong-key").cloudWorkspace.pause.mutate({ id: given.paused }),
                  "UNAUTHORIZED", 401, "cloudWorkspace.pause");
    await refused(connect(FELLOW).cloudWorkspace.resume.mutate({ id: given.personal }),
                  "FORBIDDEN", 403, "cloudWorkspace.resume");
    await refused(api.cloudWorkspace.get.query({ id: randomUUID() }), "NOT_FOUND", 404, get);
    await refused(api.cloudWorkspace.dance.query(), "NOT_FOUND", 404, "cloudWorkspace.dance");
    await refused(api.cloudWorkspace.get.query({ id: 5 }), "BAD_REQUEST", 400, get);
    await refused(api.cloudWorkspace.create.mutate(), "BAD_REQUEST", 400, "cloudWorkspace.create");
    await refused(api.cloudWorkspace.create.mutate("text"), "BAD_REQUEST", 400);
    await refused(api.cloudWorkspace.pause.query({ id: given.paused }), "METHOD_NOT_SUPPORTED", 405);
    await refused(api.cloudWorkspace.get.mutate({ id: given.paused }), "METHOD_NOT_SUPPORTED", 405);
    const id = given.settled;
    const conflict = await refused(api.cloudWorkspace.pause.mutate({ id }), "CONFLICT", 409);
    assert.match(conflict.message, /paused/);
    await refused(api.cloudWorkspace.getSSHCredentials.mutate({ id, publicKey: "x" }),
                  "CONFLICT", 409, "cloudWorkspace.getSSHCredentials");
    await refused(api.cloudWorkspace.pull.mutate({ id }), "CONFLICT", 409, "cloudWorkspace.pull");
    const overridden = connect(KEY, { more: { methodOverride: "POST" } });
    await refused(overridden.cloudWorkspace.list.query(), "METHOD_NOT_SUPPORTED", 405);
}

async function batches() {
    const batched = connect(KEY, { link: "httpBatchLink" });
    const before = requests.length;
    const one = batched.cloudWorkspace;
    const mixed = await Promise.allSettled([
        one.get.query({ id: given.settled }), one.list.query(), one.get.query({ id: randomUUID() })]);
    assert.equal(requests.length, before + 1);
    assert.equal(requests.at(-1).status, 207);
    assert.deepEqual(mixed.map((result) => result.status), ["fulfilled", "fulfilled", "rejected"]);
    assert.equal(mixed[2].reason.data.code, "NOT_FOUND");
    const names = await Promise.all(["first", "second", "third"].map(
        (name) => one.update.mutate({ id: given.settled, name })));
    assert.deepEqual(names.map((workspace) => workspace.name), ["first", "second", "third"]);
    assert.equal(requests.length, before + 2);
    const many = await Promise.allSettled(Array.from({ length: 51 }, () => one.list.query()));
    assert.ok(many.every((result) => result.reason?.data?.code === "BAD_REQUEST"));
    const split = connect(KEY, { link: "httpBatchLink", more: { maxItems: 25 } });
    const lists = await Promise.all(
        Array.from({ length: 50 }, () => split.cloudWorkspace.list.query()));
    assert.equal(lists.length, 50);
    const streamed = connect(KEY, { link: "httpBatchStreamLink" });
    const problem = await streamed.cloudWorkspace.list.query().catch((error) => error);
    assert.match(problem.message, /Use httpBatchLink or httpLink/);
}

await changes();
await others();
await accounts();
await failures();
await batches();
console.log(`done with ${LINK}`);
