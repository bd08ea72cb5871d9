// SPDX-License-Identifier: GPL-3.0-or-later
import { generateKeyPairSync } from "node:crypto";

/// One line of a new key, as ssh-keygen writes it.
export function publicKey() {
    const spki = generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "der" });
    const part = (bytes) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
    const blob = Buffer.concat([part(Buffer.from("ssh-ed25519")), part(spki.subarray(-32))]);
    return `ssh-ed25519 ${blob.toString("base64")}`;
}
