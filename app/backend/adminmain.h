// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCoreApplication;

namespace skybranch::backend {

/// "skybranchd admin ...", to its exit code. 0 done; 2 the words are wrong; 4 the database can not
/// be used; 8 there is no such thing; 9 it can not be done as things are; 1 all else.
int runAdmin(QCoreApplication &application);

} // namespace skybranch::backend
