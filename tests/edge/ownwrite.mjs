// SPDX-License-Identifier: GPL-3.0-or-later
// Changes something through tRPC and waits in a shape, with both official clients, until it sees
// its own write: the transaction of the answer is in headers.txids of a change.
import assert from "node:assert/strict";
import { ShapeStream } from "@electric-sql/client";
import { createTRPCClient, httpBatchLink } from "@trpc/client";

const { BASE, KEY } = process.env;
const given = JSON.parse(process.env.GIVEN);
const headers = { authorization: `Bearer ${KEY}` };
const api = createTRPCClient({ links: [httpBatchLink({ url: `${BASE}/trpc`, headers })] });
const end = new AbortController();
const stream = new ShapeStream({
    url: `${BASE}/v1/shape`,
    params: { table: "cloud_workspaces" },
    headers,
    signal: end.signal,
});

const seen = new Map();
const waiting = new Map();
let upToDate;
const ready = new Promise((resolve) => { upToDate = resolve; });
stream.subscribe((messages) => {
    for (const message of messages) {
        if (message.headers.control === "up-to-date")
            upToDate();
        for (const txid of message.headers.txids ?? []) {
            seen.set(txid, message.value);
            waiting.get(txid)?.();
        }
    }
});

async function rowOf({ txid }) {
    assert.equal(typeof txid, "number");
    if (!seen.has(txid))
        await new Promise((resolve) => { waiting.set(txid, resolve); });
    return seen.get(txid);
}

await ready;
const input = { repositoryId: given.repository, name: "Mine", branch: "main" };
const made = await api.cloudWorkspace.create.mutate(input);
assert.equal((await rowOf(made)).name, "Mine");
const { id } = made;
const renamed = await api.cloudWorkspace.update.mutate({ id, name: "Still mine" });
assert.equal((await rowOf(renamed)).name, "Still mine");
const cancelled = await api.cloudWorkspace.cancel.mutate({ id });
assert.equal((await rowOf(cancelled)).pending_action, "cancel");
console.log("done");
end.abort();
process.exit(0);
