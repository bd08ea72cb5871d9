#include <QTest>
int main() { return 1; }
