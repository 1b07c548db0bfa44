import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoDeletionStore } from '#shared/aws/deletion-store.ts'
import { COMPANY, ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { companyOf } from '#shared/pages/frame.ts'
import { createWebDeletion } from '#shared/wiring/web-deletion.ts'

const env = readEnvironment([...COMPANY, ENV.deletionsTable])

export const handler = createWebDeletion({
	...systemRuntime(),
	deletions: createDynamoDeletionStore(createDocumentClient(), env.DELETIONS_TABLE),
	company: companyOf(env),
})
