// SPDX-License-Identifier: GPL-3.0-or-later
// The rival of `packaging/dev bench --only api`: the same procedures over the same tables, as they
// are written for Node. Arguments: a folder with node_modules, the URL of the database.
import { createHash, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

const [modules, databaseUrl] = process.argv.slice(2);
const require = createRequire(`${modules}/package.json`);
const { initTRPC, TRPCError } = require('@trpc/server');
const { createHTTPServer } = require('@trpc/server/adapters/standalone');
const { Client, Pool } = require('pg');
const { z } = require('zod');

// With a folder as its host it is a URL that not every parser takes.
const url = new URL(databaseUrl.replace(/(@|\/\/)\//, '$1localhost/'));
const address = {
  host: url.searchParams.get('host') ?? url.hostname,
  user: url.searchParams.get('user') ?? (decodeURIComponent(url.username) || undefined),
  database: url.pathname.slice(1),
};
const pool = new Pool({ ...address, max: 10 });

// As ours: whom a key stands for is remembered for 5 s, and forgotten when keys change.
const callerTime = 5000;
const callers = new Map();
const listener = new Client(address);
listener.on('notification', () => callers.clear());
await listener.connect();
await listener.query('LISTEN keys');

const selectWorkspaces = `SELECT w.*, v.provider_type, v.provider_vm_id
  FROM cloud_workspaces w LEFT JOIN vms v ON v.id = w.vm_id `;

const workspaceOf = (row) => ({
  id: row.id,
  organizationId: row.organization_id,
  repositoryId: row.repository_id,
  vmId: row.vm_id,
  creatorId: row.creator_id,
  placement: row.placement,
  name: row.name,
  branch: row.branch,
  status: row.status,
  pendingAction: row.pending_action,
  statusMessage: row.status_message,
  step: row.step,
  stepDetail: row.step_detail,
  stepStartedAt: row.step_started_at,
  seed: row.seed,
  autoStopMinutes: row.auto_stop_minutes,
  location: row.location,
  providerType: row.provider_type ?? null,
  providerVmId: row.provider_vm_id ?? null,
  lastActiveAt: row.last_active_at,
  awakeReason: row.awake_reason,
  statusChangedAt: row.status_changed_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

async function callerOf(authorization) {
  const key = authorization?.match(/^Bearer (.+)$/i)?.[1];
  if (!key) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'A key is missing.' });
  const hash = createHash('sha256').update(key).digest();
  const mark = hash.toString('latin1');
  const known = callers.get(mark);
  if (known && known.until > performance.now()) return known.caller;
  const found = await pool.query({
    name: 'caller',
    text: `SELECT k.id, k.user_id, k.organization_id, m.role,
        k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute' AS stale
      FROM api_keys k
      JOIN memberships m ON m.organization_id = k.organization_id AND m.user_id = k.user_id
      JOIN users u ON u.id = k.user_id WHERE k.revoked_at IS NULL AND k.hash = $1`,
    values: [hash],
  });
  const caller = found.rows[0];
  if (!caller) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'This key is not valid.' });
  if (caller.stale)
    await pool.query('UPDATE api_keys SET last_used_at = now() WHERE id = $1', [caller.id]);
  callers.set(mark, { caller, until: performance.now() + callerTime });
  return caller;
}

async function inTransaction(work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const value = await work(client);
    await client.query('COMMIT');
    return value;
  } catch (problem) {
    await client.query('ROLLBACK');
    throw problem;
  } finally {
    client.release();
  }
}

async function create(client, caller, input) {
  const made = await client.query({
    name: 'create',
    text: `INSERT INTO cloud_workspaces (id, organization_id, repository_id, creator_id,
        placement, name, branch, status, seed, auto_stop_minutes, location)
      VALUES ($1, $2, $3, $4, $5, $6, $7, 'provisioning', $8, $9, 'DESKTOP') RETURNING *`,
    values: [randomUUID(), caller.organization_id, input.repositoryId, caller.user_id,
      input.placement, input.name, input.branch, input.seed, input.autoStopMinutes],
  });
  const workspace = made.rows[0];
  await client.query({
    name: 'job',
    text: `INSERT INTO jobs (id, organization_id, workspace_id, kind, payload)
      VALUES ($1, $2, $3, 'provision', $4)`,
    values: [randomUUID(), caller.organization_id, workspace.id, { provider: 'sandbox' }],
  });
  await client.query(`SELECT pg_notify('jobs', '')`);
  return workspaceOf(workspace);
}

const t = initTRPC.context().create();
const router = t.router({
  cloudWorkspace: t.router({
    list: t.procedure.query(async ({ ctx }) => {
      const found = await pool.query({
        name: 'list',
        text: selectWorkspaces
          + 'WHERE w.organization_id = $1 ORDER BY w.created_at DESC, w.id LIMIT 1000',
        values: [ctx.caller.organization_id],
      });
      return { workspaces: found.rows.map(workspaceOf) };
    }),
    get: t.procedure.input(z.object({ id: z.string().uuid() })).query(async ({ ctx, input }) => {
      const found = await pool.query({
        name: 'get',
        text: selectWorkspaces + 'WHERE w.organization_id = $1 AND w.id = $2',
        values: [ctx.caller.organization_id, input.id],
      });
      if (!found.rows.length) throw new TRPCError({ code: 'NOT_FOUND', message: 'Not there.' });
      return workspaceOf(found.rows[0]);
    }),
    create: t.procedure
      .input(z.object({
        repositoryId: z.string().uuid(),
        name: z.string().min(1).max(100),
        branch: z.string().min(1).max(200),
        placement: z.enum(['dedicated', 'personal']).default('dedicated'),
        seed: z.enum(['remote', 'desktop']).default('remote'),
        autoStopMinutes: z.number().int().min(5).max(480).default(30),
      }))
      .mutation(({ ctx, input }) => inTransaction((client) => create(client, ctx.caller, input))),
  }),
});

const server = createHTTPServer({
  router,
  basePath: '/trpc/',
  createContext: async ({ req }) => ({ caller: await callerOf(req.headers.authorization) }),
});
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: server.address().port }));
});
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();
