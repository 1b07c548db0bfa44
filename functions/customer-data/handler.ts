import { createDynamoAgentDirectory } from '#shared/aws/agent-directory.ts'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoContactStore } from '#shared/aws/contact-store.ts'
import { createKmsKeyService } from '#shared/aws/key-service.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { createDynamoVaultStore } from '#shared/aws/vault-store.ts'
import { type CustomerDataDependencies, customerDataRoutes } from '#shared/http/customer-data-routes.ts'
import { createDeskApp } from '#shared/http/desk-app.ts'
import { type HttpHandler, toLambda } from '#shared/http/lambda.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { createLog, type Log } from '#shared/kernel/log.ts'

const NAMES = [
	ENV.factsTable,
	ENV.casesTable,
	ENV.requestsTable,
	ENV.vaultTable,
	ENV.vaultKeysTable,
	ENV.vaultKeyArn,
	ENV.issuer,
	ENV.audience,
	ENV.jwksUrl,
] as const

/** This role has no right on words, and none of its commands brings any. */
const NO_WORDS = 'none'

const bindDependencies = (
	settings: Readonly<Record<(typeof NAMES)[number], string>>,
	log: Log,
): CustomerDataDependencies => {
	const client = createDocumentClient()
	const [clock, random] = [systemClock, systemRandom]
	const cases = settings.CASES_TABLE
	return {
		store: createDynamoCaseStore(client, { facts: settings.FACTS_TABLE, cases, words: NO_WORDS }),
		contacts: createDynamoContactStore(client, cases),
		agents: createDynamoAgentDirectory(client, cases, { clock, random }),
		requests: createDynamoRequestStore(client, settings.REQUESTS_TABLE),
		vault: createDynamoVaultStore(client, { items: settings.VAULT_TABLE, keys: settings.VAULT_KEYS_TABLE }),
		keys: createKmsKeyService(settings.VAULT_KEY_ARN),
		clock,
		log,
	}
}

const createHandler = (): HttpHandler => {
	const settings = readEnvironment(NAMES)
	const { ISSUER: issuer, AUDIENCE: audience, JWKS_URL: jwksUrl } = settings
	const log = createLog()
	const routes = customerDataRoutes(bindDependencies(settings, log))
	return toLambda(createDeskApp(routes, { issuer, audience, jwksUrl }, { clock: systemClock, log }))
}

export const handler = createHandler()
