import {
	allowInsecureRequests,
	authorizationCodeGrant,
	buildAuthorizationUrl,
	buildEndSessionUrl,
	type Configuration,
	calculatePKCECodeChallenge,
	discovery,
	None,
} from 'openid-client'

/**
 * The steps of a sign-in by code and PKCE (RFC 6749, RFC 7636; OpenID Connect Core) as a public client. Deployed beside the
 * bundle: only who signs in or out needs it.
 */

const PATIENCE_SECONDS = 5

/** An issuer that has said where its endpoints are, and our client there. */
export type KnownIssuer = Configuration

type Secrets = { readonly state: string; readonly nonce: string; readonly verifier: string }

/** Asks an issuer where its endpoints are. */
export const askIssuer = (issuer: string, clientId: string): Promise<KnownIssuer> =>
	discovery(new URL(issuer), clientId, undefined, None(), {
		timeout: PATIENCE_SECONDS,
		// On one's own machine, where no TLS is.
		execute: issuer.startsWith('http://') ? [allowInsecureRequests] : [],
	})

/** Returns where the browser goes to sign in. */
export const signInUrl = async (
	issuer: KnownIssuer,
	{ state, nonce, verifier }: Secrets,
	asked: { readonly redirectUri: string; readonly scope: string; readonly hint: string | undefined },
): Promise<string> => {
	const url = buildAuthorizationUrl(issuer, {
		redirect_uri: asked.redirectUri,
		scope: asked.scope,
		code_challenge: await calculatePKCECodeChallenge(verifier),
		code_challenge_method: 'S256',
		state,
		nonce,
	})
	if (asked.hint !== undefined) {
		url.searchParams.set('login_hint', asked.hint)
		// Who says who they are does not mean whoever is signed in there already.
		url.searchParams.set('prompt', 'login')
	}
	return url.href
}

/** Exchanges the code in the address that the browser came back to for an access token. */
export const redeemCode = async (
	issuer: KnownIssuer,
	address: string,
	{ state, nonce, verifier }: Secrets,
): Promise<string> => {
	const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier }
	return (await authorizationCodeGrant(issuer, new URL(address), checks)).access_token
}

/** Returns where the browser goes to be signed out at the issuer. */
export const signOutUrl = (issuer: KnownIssuer, after: string): string =>
	buildEndSessionUrl(issuer, {
		client_id: issuer.clientMetadata().client_id,
		post_logout_redirect_uri: after,
	}).href
