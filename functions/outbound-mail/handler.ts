import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createOutboundHandler } from '#shared/aws/outbound-handler.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { createSesMailer } from '#shared/aws/ses-mailer.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { hmacKeySchema } from '#shared/kernel/hmac-key.ts'
import { createMailTransport } from '#shared/outbox/mail-transport.ts'
import { composeRequestMail } from '#shared/verification/compose-request-mail.ts'

const environment = readEnvironment([
	ENV.factsTable,
	ENV.casesTable,
	ENV.requestsTable,
	ENV.linkSecretArn,
	ENV.configurationSet,
	ENV.dataOrigin,
	ENV.mailFrom,
	ENV.hotline,
	ENV.companyName,
	ENV.privacyUrl,
	ENV.imprintUrl,
])
const client = createDocumentClient()
const store = createDynamoCaseStore(client, { facts: environment.FACTS_TABLE, cases: environment.CASES_TABLE })
const requests = createDynamoRequestStore(client, environment.REQUESTS_TABLE)
const mailer = createSesMailer(environment.CONFIGURATION_SET)

export const handler = createOutboundHandler(store, async () => {
	const { key: linkSecret } = await readSecret(environment.LINK_SECRET_ARN, hmacKeySchema)
	return createMailTransport({
		requests,
		mailer,
		clock: systemClock,
		compose: ({ id: requestId, form, language }, issue, address) =>
			composeRequestMail(
				{
					linkSecret,
					from: environment.MAIL_FROM,
					dataOrigin: environment.DATA_ORIGIN,
					company: environment.COMPANY_NAME,
					hotline: environment.HOTLINE,
					privacyUrl: environment.PRIVACY_URL,
					imprintUrl: environment.IMPRINT_URL,
				},
				{ requestId, issue, address, form, language, at: systemClock.now() },
			),
	})
})
