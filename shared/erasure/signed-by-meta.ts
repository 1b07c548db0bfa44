import { createSecretCache, type SecretAnswer } from '#shared/channels/intake/secret.ts'
import { readSignedRequest, type SignedRequest } from '#shared/channels/meta/signed-request.ts'
import type { MetaSecret } from '#shared/channels/meta/webhook.ts'
import type { RealClock } from '#shared/kernel/clock.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'

/** Returns the app's secrets: cached, or read again. */
export type AppSecrets = (isRenewed: boolean) => Promise<readonly string[]>

/** The read of the secret that Meta signs with. */
export type MetaSecretPorts = {
	readonly readSecret: () => Promise<SecretAnswer<MetaSecret>>
	readonly realClock: RealClock
}

/** Creates the cache of the app's secrets. Throws where there is none: never "verification skipped". */
export const createAppSecrets = ({ readSecret, realClock }: MetaSecretPorts): AppSecrets => {
	const secrets = createSecretCache(readSecret, realClock)
	return async (isRenewed) => {
		const read = await (isRenewed ? secrets.renewed() : secrets.current())
		if (!read.ok) throw new RetryLaterError('secretMissing')
		return read.secret.appSecrets
	}
}

/** Reads a signed request; tries again with fresh secrets, as they may just have been rotated. */
export const readSigned = async (appSecrets: AppSecrets, signedRequest: string): Promise<SignedRequest | undefined> =>
	readSignedRequest(signedRequest, await appSecrets(false)) ?? readSignedRequest(signedRequest, await appSecrets(true))
