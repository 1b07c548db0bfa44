import { handle } from 'hono/aws-lambda'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoDeletionStore } from '#shared/aws/deletion-store.ts'
import { createDeletionApp } from '#shared/erasure/deletion-app.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { createLog } from '#shared/kernel/log.ts'

const environment = readEnvironment([ENV.deletionsTable, ENV.hotline, ENV.companyName, ENV.privacyUrl, ENV.imprintUrl])

export const handler = handle(
	createDeletionApp({
		deletions: createDynamoDeletionStore(createDocumentClient(), environment.DELETIONS_TABLE),
		clock: systemClock,
		log: createLog(),
		company: {
			name: environment.COMPANY_NAME,
			hotline: environment.HOTLINE,
			privacyUrl: environment.PRIVACY_URL,
			imprintUrl: environment.IMPRINT_URL,
		},
	}),
)
