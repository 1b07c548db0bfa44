import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { createSesMailer } from '#shared/aws/ses-mailer.ts'
import { createDynamoWordsStore } from '#shared/aws/words-store.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { hmacKeySchema } from '#shared/kernel/hmac-key.ts'
import { composeAnswerMail } from '#shared/requests/compose-answer-mail.ts'
import { composeRequestMail, type MailSettings } from '#shared/requests/compose-request-mail.ts'
import { createMailTransport } from '#shared/sending/mail-transport.ts'
import { createOutboundHandler } from '#shared/wiring/outbound-handler.ts'

const environment = readEnvironment([
	ENV.factsTable,
	ENV.casesTable,
	ENV.wordsTable,
	ENV.requestsTable,
	ENV.linkSecretArn,
	ENV.configurationSet,
	ENV.dataOrigin,
	ENV.mailFrom,
	ENV.replyDomain,
	ENV.hotline,
	ENV.companyName,
	ENV.privacyUrl,
	ENV.imprintUrl,
])
const client = createDocumentClient()
const store = createDynamoCaseStore(client, { facts: environment.FACTS_TABLE, cases: environment.CASES_TABLE })
const requests = createDynamoRequestStore(client, environment.REQUESTS_TABLE)
const mailer = createSesMailer(environment.CONFIGURATION_SET)

const words = createDynamoWordsStore(client, environment.WORDS_TABLE)

const settingsWith = (linkSecret: string): MailSettings => ({
	linkSecret,
	from: environment.MAIL_FROM,
	replyDomain: environment.REPLY_DOMAIN,
	dataOrigin: environment.DATA_ORIGIN,
	company: environment.COMPANY_NAME,
	hotline: environment.HOTLINE,
	privacyUrl: environment.PRIVACY_URL,
	imprintUrl: environment.IMPRINT_URL,
})

export const handler = createOutboundHandler(store, async () => {
	const { key: linkSecret } = await readSecret(environment.LINK_SECRET_ARN, hmacKeySchema)
	const settings = settingsWith(linkSecret)
	return createMailTransport({
		store,
		words,
		requests,
		mailer,
		clock: systemClock,
		compose: ({ id: requestId, form, language }, issue, address) =>
			composeRequestMail(settings, { requestId, issue, address, form, language, at: systemClock.now() }),
		composeAnswer: (answer) => composeAnswerMail(settings, { ...answer, at: systemClock.now() }),
	})
})
