// SPDX-License-Identifier: GPL-3.0-or-later
// Makes real calls and holds what goes in and out against /api/openapi.json.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { publicKey } from "./sshkey.mjs";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const { BASE, KEY, ADMIN } = process.env;
const given = JSON.parse(process.env.GIVEN);
const document = await (await fetch(`${BASE}/api/openapi.json`)).json();
assert.equal(document.openapi, "3.1.0");

/// Documents are open, so that there can be more one day; here nothing may be that is not told.
function close(node, inside = false) {
    if (Array.isArray(node))
        return node.map((item) => close(item, inside));
    if (node === null || typeof node !== "object")
        return node;
    const closed = {};
    for (const [key, value] of Object.entries(node))
        closed[key] = close(value, key === "allOf" || key === "anyOf");
    if (!inside && ("$ref" in node || "allOf" in node))
        closed.unevaluatedProperties = false;
    return closed;
}

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: "doc", components: close(document.components) });

function verify(schema, value, what) {
    const text = JSON.stringify(close(schema)).replaceAll("#/components", "doc#/components");
    const valid = ajv.compile(JSON.parse(text));
    assert.ok(valid(value), `${what}: ${JSON.stringify(valid.errors)}\n${JSON.stringify(value)}`);
}

const called = new Set();

async function call(method, path, { body, status, query = "", key = KEY, ...captures } = {}) {
    const described = document.paths[path]?.[method.toLowerCase()];
    assert.ok(described, `${method} ${path} is not in the document`);
    called.add(described.operationId);
    const address = path.replaceAll(/{(\w+)}/g, (_, name) => captures[name]);
    if (body && !(status >= 400))
        verify(described.requestBody.content["application/json"].schema, body, `to ${path}`);
    const response = await fetch(BASE + address + query, {
        method,
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: body ? JSON.stringify(body) : undefined,
    });
    const expected = status ?? Number(Object.keys(described.responses)[0]);
    assert.equal(response.status, expected, `${method} ${address}`);
    const told = described.responses[status ? "default" : String(expected)];
    const answer = await response.json();
    verify(told.content["application/json"].schema, answer, `${method} ${path}`);
    return answer;
}

const all = "/api/workspaces";
const one = `${all}/{id}`;
const input = { repositoryId: given.repository, name: "Described", branch: "main" };
const { id } = await call("POST", all, { body: input });
await call("POST", all, { body: { ...input, id: randomUUID(), placement: "dedicated", seed: "desktop",
                                  autoStopMinutes: 480, provider: "sandbox" } });
await call("GET", all);
await call("GET", one, { id });
await call("GET", one, { id: given.failed });
await call("PATCH", one, { id, body: { name: "Better", autoStopMinutes: 5 } });
await call("PATCH", one, { id, body: { autoStopMinutes: 4 }, status: 400 });
await call("POST", `${one}/cancel`, { id });
await call("POST", `${one}/pause`, { id: given.running });
await call("POST", `${one}/stop`, { id: given.other });
await call("POST", `${one}/resume`, { id: given.paused });
await call("POST", `${one}/retry`, { id: given.failed, body: { seed: "remote" } });
await call("DELETE", one, { id: given.stopped });
await call("POST", `${one}/ssh-credentials`,
           { id: given.reachable, body: { publicKey: publicKey() } });
await call("POST", `${one}/ssh-credentials`,
           { id: given.settled, body: { publicKey: "ssh-ed25519 AAAA" }, status: 409 });
await call("POST", `${one}/pull`, { id: given.settled, status: 409 });
const session = { id: given.running, sessionId: randomUUID() };
await call("POST", `${one}/presence`,
           { ...session, body: { sessionId: session.sessionId, clientType: "web" } });
await call("POST", `${one}/presence/{sessionId}/heartbeat`, session);
await call("GET", `${one}/presence`, session);
await call("DELETE", `${one}/presence/{sessionId}`, session);
await call("GET", one, { id: randomUUID(), status: 404 });
await call("POST", "/api/repositories", { body: { url: "https://git.example.org/a/b.git", name: "B" } });
await call("GET", "/api/repositories");
await call("POST", `${one}/keep-awake`, { id: given.reachable, body: { minutes: 60 } });
await call("GET", `${one}/usage`, { id: given.reachable });
await call("GET", "/api/usage");
await call("GET", "/api/usage", { query: "?from=noon", status: 400 });
const { vms } = await call("GET", "/api/vms");
await call("GET", "/api/vms/{id}", { id: vms[0].id });
await call("GET", "/api/vms/{id}", { id: randomUUID(), status: 404 });
const members = "/api/members";
await call("POST", members, { key: ADMIN, body: { userId: "eve", displayName: "Eve", role: "admin" } });
await call("GET", members, { key: ADMIN });
await call("POST", members, { body: { userId: "eve" }, status: 403 });
await call("GET", "/api/me");
const made = await call("POST", "/api/keys", { key: ADMIN, body: { name: "laptop", userId: "eve" } });
await call("GET", "/api/keys", { key: ADMIN });
await call("DELETE", "/api/keys/{id}", { key: ADMIN, id: made.id });
await call("DELETE", `${members}/{userId}`, { key: ADMIN, userId: "eve" });
await call("GET", "/health");
await call("GET", "/health/all");

// Who adds a route with a type calls it here.
for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, described] of Object.entries(methods)) {
        const success = Object.values(described.responses)[0];
        const schema = success.content?.["application/json"].schema;
        if (schema && Object.keys(schema).length > 0)
            assert.ok(called.has(described.operationId), `${method} ${path} was not called`);
    }
}
console.log("done");
