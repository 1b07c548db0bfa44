import { createSecretCache, type SecretAnswer } from '#shared/channels/intake/secret.ts'
import type { MetaSecret } from '#shared/channels/meta/webhook.ts'
import { answerCallback, type CallbackDependencies, type CallbackEvent } from '#shared/erasure/answer-callback.ts'
import type { RealClock } from '#shared/kernel/clock.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'

type CallbackPorts = Omit<CallbackDependencies, 'appSecrets'> & {
	readonly readSecret: () => Promise<SecretAnswer<MetaSecret>>
	readonly realClock: RealClock
}

/** Creates the handler of Meta's callbacks about a person: delete their data, or they removed our app. */
export const createMetaCallbacks = ({ readSecret, ...ports }: CallbackPorts) => {
	const secrets = createSecretCache(readSecret, ports.realClock)
	const appSecrets: CallbackDependencies['appSecrets'] = async (isRenewed) => {
		const read = await (isRenewed ? secrets.renewed() : secrets.current())
		// A missing secret is an error, never "verification skipped".
		if (!read.ok) throw new RetryLaterError('secretMissing')
		return read.secret.appSecrets
	}
	return (event: CallbackEvent) => answerCallback({ ...ports, appSecrets }, event)
}
