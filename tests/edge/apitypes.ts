// SPDX-License-Identifier: GPL-3.0-or-later
// Compiles, and each line that must not compile does not. It is never run.
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter, Session, Workspace } from "./skybranch-api";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
function isTrue<T extends true>(_value?: T): void {}

const api = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: "http://127.0.0.1/trpc" })] });
type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

export async function right(): Promise<void> {
    const made = await api.cloudWorkspace.create.mutate({ repositoryId: "r", name: "n", branch: "b" });
    isTrue<Equal<typeof made.status, "provisioning" | "running" | "paused" | "stopped" | "error">>();
    isTrue<Equal<typeof made.txid, number | null>>();
    isTrue<Equal<typeof made.vmId, string | null>>();
    const list: { workspaces: Workspace[] } = await api.cloudWorkspace.list.query();
    const name: string = list.workspaces[0].name.toUpperCase();
    const sessions: Session[] = (await api.cloudWorkspace.getSessions.query({ id: name })).sessions;
    await api.cloudWorkspace.update.mutate({ id: made.id, autoStopMinutes: sessions.length });
    await api.cloudWorkspace.retry.mutate({ id: made.id, seed: "desktop" });
    const { hostKeys } = await api.cloudWorkspace.getSSHCredentials.mutate({ id: "i", publicKey: "k" });
    isTrue<Equal<typeof hostKeys, string[]>>();
    isTrue<Equal<Inputs["cloudWorkspace"]["get"], { id: string }>>();
    isTrue<Equal<Outputs["cloudWorkspace"]["get"], Workspace>>();
    await api.repository.create.mutate({ url: "u" });
    await api.usage.get.query();
    await api.usage.get.query({ from: "2026-01-31T12:00:00.000Z" });
    const awake = await api.cloudWorkspace.keepAwake.mutate({ id: "i", minutes: 60 });
    isTrue<Equal<typeof awake.keepAwakeUntil, string | null>>();
}

export async function wrong(): Promise<void> {
    // @ts-expect-error: the branch is missing
    await api.cloudWorkspace.create.mutate({ repositoryId: "r", name: "n" });
    // @ts-expect-error: an id is a text
    await api.cloudWorkspace.get.query({ id: 5 });
    // @ts-expect-error: nothing is known of a moon
    await api.cloudWorkspace.retry.mutate({ id: "i", seed: "moon" });
    // @ts-expect-error: a field that is not there
    await api.cloudWorkspace.update.mutate({ id: "i", colour: "red" });
    // @ts-expect-error: a mutation is no query
    await api.cloudWorkspace.pause.query({ id: "i" });
    // @ts-expect-error: there is no such procedure
    await api.cloudWorkspace.dance.mutate({ id: "i" });
    const workspace = await api.cloudWorkspace.get.query({ id: "i" });
    // @ts-expect-error: it can be null
    workspace.providerType.toUpperCase();
    // @ts-expect-error: what only is asked changes nothing
    workspace.txid;
    // @ts-expect-error: a status that is not there
    const asleep: boolean = workspace.status === "asleep";
}
