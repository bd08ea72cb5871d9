// SPDX-License-Identifier: GPL-3.0-or-later
// Follows a shape with Electric's own client. Prints a line of JSON for each state that it shows:
// {"rows": {ID: NAME}, "operations": [...], "offset", "handle", "requests": {...}, "error"}.
import { createInterface } from 'node:readline';
import { Shape, ShapeStream } from '@electric-sql/client';

const { base, key, ...options } = JSON.parse(process.env.SHAPE);
const seen = { requests: { all: 0, live: 0, sse: 0 }, statuses: {}, operations: [] };

async function counted(input, init) {
    const url = String(input);
    seen.requests.all += 1;
    seen.requests.live += url.includes('live=true') ? 1 : 0;
    seen.requests.sse += url.includes('live_sse=true') ? 1 : 0;
    const response = await fetch(input, init);
    seen.statuses[response.status] = (seen.statuses[response.status] ?? 0) + 1;
    return response;
}

function print(more) {
    console.log(JSON.stringify({ ...seen, ...more }));
}

const stream = new ShapeStream({
    ...options,
    url: `${base}/v1/shape`,
    headers: { Authorization: `Bearer ${key}` },
    fetchClient: counted,
    backoffOptions: { initialDelay: 20, maxDelay: 200, multiplier: 1.3 },
    onError: (error) => print({ error: { status: error.status ?? 0, message: String(error) } }),
});
stream.subscribe((messages) => {
    for (const { headers, value, old_value } of messages) {
        if (headers.operation)
            seen.operations.push({ operation: headers.operation, value, old_value });
    }
});
new Shape(stream).subscribe(({ rows }) => {
    const names = {};
    for (const row of rows)
        names[row.id] = row.name ?? row.status;
    print({ rows: names, offset: stream.lastOffset, handle: stream.shapeHandle });
});

// Ends with whoever started it.
createInterface({ input: process.stdin }).on('close', () => process.exit(0));
