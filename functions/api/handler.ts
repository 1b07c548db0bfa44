import { z } from 'zod'
import { createDynamoAgentDirectory } from '#shared/aws/agent-directory.ts'
import { createDynamoAsideList } from '#shared/aws/aside-list.ts'
import { createDynamoCaseList } from '#shared/aws/case-list.ts'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoContactStore } from '#shared/aws/contact-store.ts'
import { createDynamoDeletionStore } from '#shared/aws/deletion-store.ts'
import { createDynamoGateStore } from '#shared/aws/gate-store.ts'
import { createDynamoIdempotencyStore } from '#shared/aws/idempotency-store.ts'
import { createDynamoInitialsStore } from '#shared/aws/initials-store.ts'
import { createParameterSwitch } from '#shared/aws/kill-switch.ts'
import { createDynamoLedgerStore } from '#shared/aws/ledger-store.ts'
import { createS3MediaStore } from '#shared/aws/media-store.ts'
import { createDynamoParkedStore } from '#shared/aws/parked-store.ts'
import { createDynamoRecentTexts } from '#shared/aws/recent-texts.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { createDynamoWordsStore } from '#shared/aws/words-store.ts'
import { parseOwnAccounts } from '#shared/channels/own-accounts.ts'
import { createDeskApp } from '#shared/http/desk-app.ts'
import { type HttpHandler, toLambda } from '#shared/http/lambda.ts'
import { type ApiDependencies, apiRoutes } from '#shared/http/routes.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { createLog, type Log } from '#shared/kernel/log.ts'
import { replyParts } from '#shared/replies/reply-parts.ts'
import { sendingState } from '#shared/sending/sending-state.ts'

const NAMES = [
	ENV.factsTable,
	ENV.casesTable,
	ENV.wordsTable,
	ENV.ledgerTable,
	ENV.gatesTable,
	ENV.sendingParameter,
	ENV.deletionsTable,
	ENV.mediaBucket,
	ENV.commandsQueueUrl,
	ENV.issuer,
	ENV.audience,
	ENV.jwksUrl,
	ENV.erasureDays,
	ENV.ownAccounts,
	ENV.hotline,
	ENV.mailFrom,
	ENV.undoSeconds,
	ENV.xAnswers,
	ENV.xPrices,
	ENV.lastTexts,
	ENV.screening,
] as const

const erasureDaysSchema = z.coerce.number().int().min(0).max(365)

/** No case has this number: looking it up is one GetItem, and shows that the table answers. */
const NO_NUMBER = '0000000'

const bindDependencies = (settings: Readonly<Record<(typeof NAMES)[number], string>>, log: Log): ApiDependencies => {
	const client = createDocumentClient()
	const [clock, random] = [systemClock, systemRandom]
	const cases = settings.CASES_TABLE
	const store = createDynamoCaseStore(client, { facts: settings.FACTS_TABLE, cases, words: settings.WORDS_TABLE })
	const list = createDynamoCaseList(client, cases, store.load)
	const own = parseOwnAccounts(settings.OWN_ACCOUNTS)
	const held = {
		sending: createParameterSwitch(settings.SENDING_PARAMETER),
		gates: createDynamoGateStore(client, settings.GATES_TABLE),
		accounts: own,
		clock,
	}
	return {
		store,
		contacts: createDynamoContactStore(client, cases),
		words: createDynamoWordsStore(client, settings.WORDS_TABLE),
		list,
		asides: createDynamoAsideList(client, settings.WORDS_TABLE),
		agents: createDynamoAgentDirectory(client, cases, { clock, random }),
		idempotency: createDynamoIdempotencyStore(client, cases, { clock }),
		ledger: createDynamoLedgerStore(client, settings.LEDGER_TABLE),
		parked: createDynamoParkedStore(client, settings.LEDGER_TABLE),
		deletions: createDynamoDeletionStore(client, settings.DELETIONS_TABLE),
		own,
		sendingState: () => sendingState(held),
		media: createS3MediaStore(settings.MEDIA_BUCKET),
		commands: createSqsQueue(settings.COMMANDS_QUEUE_URL),
		probe: () => list.findByNumber(NO_NUMBER),
		initials: createDynamoInitialsStore(client, cases),
		recentTexts: createDynamoRecentTexts(client, cases),
		...replyParts(settings),
		erasureDays: erasureDaysSchema.parse(settings.ERASURE_DAYS),
		clock,
		random,
		log,
	}
}

const createHandler = (): HttpHandler => {
	const settings = readEnvironment(NAMES)
	const { ISSUER: issuer, AUDIENCE: audience, JWKS_URL: jwksUrl } = settings
	const log = createLog()
	const routes = apiRoutes(bindDependencies(settings, log))
	return toLambda(createDeskApp(routes, { issuer, audience, jwksUrl }, { clock: systemClock, log }))
}

export const handler = createHandler()
