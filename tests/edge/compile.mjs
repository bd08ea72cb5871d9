// SPDX-License-Identifier: GPL-3.0-or-later
// Compiles the TypeScript file that it is given, strictly, and prints what is wrong.
import ts from "typescript";

const program = ts.createProgram([process.env.FILE], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ["node"],
});
const problems = ts.getPreEmitDiagnostics(program);
console.error(ts.formatDiagnostics(problems, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => process.cwd(),
    getNewLine: () => "\n",
}));
process.exit(problems.length === 0 ? 0 : 1);
