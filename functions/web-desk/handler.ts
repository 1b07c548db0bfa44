import { createApiPorts } from '#shared/aws/api-ports.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoSessionStore } from '#shared/aws/session-store.ts'
import { API, ENV, SESSIONS } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { readDeskAssets } from '#shared/web-desk/assets.ts'
import { createWebDesk } from '#shared/wiring/web-desk.ts'

const env = readEnvironment([...API, ...SESSIONS, ENV.signInOrigin, ENV.emptyDeskOffers])
const client = createDocumentClient()
const runtime = systemRuntime()

export const handler = createWebDesk(
	{
		...createApiPorts(client, env, runtime),
		sessions: createDynamoSessionStore(client, env.SESSIONS_TABLE, runtime.realClock),
		assets: onFirstUse(() => readDeskAssets(new URL('./', import.meta.url))),
	},
	env,
)
