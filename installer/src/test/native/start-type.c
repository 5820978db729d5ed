/* start-type <service> <number>: what "sc config <service> start=" does, which Wine's sc lacks. */
#include <stdlib.h>
#include <windows.h>

int main(int count, char **arguments)
{
    if (count != 3)
        return 2;
    SC_HANDLE manager = OpenSCManagerA(NULL, NULL, SC_MANAGER_CONNECT);
    SC_HANDLE service = OpenServiceA(manager, arguments[1], SERVICE_CHANGE_CONFIG);
    DWORD type = (DWORD) atoi(arguments[2]);
    return !ChangeServiceConfigA(service, SERVICE_NO_CHANGE, type, SERVICE_NO_CHANGE, NULL, NULL, NULL, NULL, NULL,
            NULL, NULL);
}
