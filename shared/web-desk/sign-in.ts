import { newSecret } from '#shared/agents/session.ts'
import type { SignInSettings } from '#shared/http/desk-app.ts'
import { SCOPES } from '#shared/kernel/env-names.ts'
import type { Random } from '#shared/kernel/id.ts'
import type { PendingSignIn } from './cookies.ts'
import { SignInFailedError } from './fault.ts'
import { askIssuer, type KnownIssuer, redeemCode, signInUrl, signOutUrl } from './openid.ts'

/** The variables of a stage that the pages sign agents in by. */
export type DeskSettings = SignInSettings & Readonly<Record<'DESK_ORIGIN' | 'SIGN_IN_ORIGIN', string>>

const orFail = async <Value>(work: () => Promise<Value>): Promise<Value> => {
	try {
		return await work()
	} catch (cause) {
		throw new SignInFailedError(cause)
	}
}

export type DeskSignIn = {
	/** Begins a sign-in, of whom `hint` names: where the browser goes, and what it keeps meanwhile. Throws `SignInFailedError`, as all do. */
	readonly begin: (
		hint?: string,
	) => Promise<{ readonly url: string; readonly pending: Omit<PendingSignIn, 'back' | 'until'> }>
	/** Exchanges the code of `query` for an access token. */
	readonly finish: (query: string, pending: PendingSignIn) => Promise<string>
	/** Returns where the browser goes to be signed out at the issuer, too. */
	readonly endUrl: () => Promise<string>
}

/** Cognito's issuers, whose end of a session is their own: it is in no standard. */
const COGNITO = /^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com\//

/**
 * Creates the sign-in of a stage. The verifier stays in a cookie of the browser that began; the code is exchanged here, so
 * that no token ever reaches a page.
 */
export const createDeskSignIn = (settings: DeskSettings, random: Random): DeskSignIn => {
	const { ISSUER, CLIENT_IDS, DESK_ORIGIN, SIGN_IN_ORIGIN } = settings
	const [clientId = ''] = CLIENT_IDS.split(',')
	const comesBackTo = `${DESK_ORIGIN}/desk/signed-in`
	const after = `${DESK_ORIGIN}/desk`
	let known: KnownIssuer | undefined
	const issuer = async (): Promise<KnownIssuer> => {
		known ??= await askIssuer(ISSUER, clientId)
		return known
	}
	return {
		begin: (hint) =>
			orFail(async () => {
				const pending = { state: newSecret(random), nonce: newSecret(random), verifier: newSecret(random) }
				const asked = { redirectUri: comesBackTo, scope: `openid ${SCOPES.desk}`, hint }
				return { url: await signInUrl(await issuer(), pending, asked), pending }
			}),
		finish: (query, pending) => orFail(async () => redeemCode(await issuer(), `${comesBackTo}?${query}`, pending)),
		endUrl: () =>
			orFail(async () =>
				COGNITO.test(ISSUER)
					? `${SIGN_IN_ORIGIN}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: after })}`
					: signOutUrl(await issuer(), after),
			),
	}
}
