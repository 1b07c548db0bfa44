import { createApiPorts } from '#shared/aws/api-ports.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoParkedStore } from '#shared/aws/parked-store.ts'
import { createS3RawBodies } from '#shared/aws/raw-bodies.ts'
import { API, ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createApi } from '#shared/wiring/api.ts'

const env = readEnvironment([...API, ENV.rawBucket])
const client = createDocumentClient()

export const handler = createApi(
	{
		...createApiPorts(client, env, systemRuntime()),
		// What was not understood lies in the bucket; pages of the desk have no right to it.
		parked: createDynamoParkedStore(client, env.LEDGER_TABLE, createS3RawBodies(env.RAW_BUCKET)),
	},
	env,
)
