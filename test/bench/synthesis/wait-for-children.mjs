/** Loaded before a program: it waits for the processes it starts, since the time of a child that nobody waited for counts nowhere. */
const { syncBuiltinESMExports } = process.getBuiltinModule('node:module')
const processes = process.getBuiltinModule('node:child_process')
const { spawn } = processes

processes.spawn = (...given) => Object.assign(spawn(...given), { unref: () => undefined })
syncBuiltinESMExports()
