import { createSecretCache, type SecretAnswer } from '#shared/channels/intake/secret.ts'
import {
	createWebhookHandler,
	type WebhookDependencies,
	type WebhookVerification,
} from '#shared/channels/intake/webhook-handler.ts'
import type { RealClock } from '#shared/kernel/clock.ts'

type IntakePorts<Secret> = Omit<WebhookDependencies<Secret>, 'secrets'> & {
	readonly readSecret: () => Promise<SecretAnswer<Secret>>
	readonly realClock: RealClock
}

/** Creates the handler of a network's webhooks. Its imports are the cold start of nearly every call: no SDK, no zod. */
export const createIntake = <Secret>(
	rules: WebhookVerification<Secret>,
	{ readSecret, ...ports }: IntakePorts<Secret>,
) => createWebhookHandler(rules, { ...ports, secrets: createSecretCache(readSecret, ports.realClock) })
