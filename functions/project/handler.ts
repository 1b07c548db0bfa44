import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoPulseStore } from '#shared/aws/pulse-store.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createProject } from '#shared/wiring/project.ts'

const env = readEnvironment([ENV.pulsesTable])

export const handler = createProject({
	pulses: createDynamoPulseStore(createDocumentClient(), env.PULSES_TABLE, systemRuntime()),
})
