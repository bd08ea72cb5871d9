-- SPDX-License-Identifier: GPL-3.0-or-later

-- Where the guest is in a VM whose image has none, and why there can not be one.
ALTER TABLE vms
    ADD guest_program text NOT NULL DEFAULT '' CHECK (char_length(guest_program) <= 1000),
    ADD guest_problem text NOT NULL DEFAULT '' CHECK (char_length(guest_problem) <= 500);
