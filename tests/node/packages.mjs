// SPDX-License-Identifier: GPL-3.0-or-later
import { createTRPCClient } from "@trpc/client";
import { ShapeStream } from "@electric-sql/client";
import readline from "node:readline";
import "eventsource";
import "typescript";
import "zod";
import "pg";

if (typeof createTRPCClient !== "function" || typeof ShapeStream !== "function")
    process.exit(1);
console.log(process.env.GREETING);
for await (const line of readline.createInterface({ input: process.stdin }))
    console.log(`told: ${line}`);
