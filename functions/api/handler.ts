import { createApiPorts } from '#shared/aws/api-ports.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { API } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createApi } from '#shared/wiring/api.ts'

const env = readEnvironment(API)

export const handler = createApi(createApiPorts(createDocumentClient(), env, systemRuntime()), env)
