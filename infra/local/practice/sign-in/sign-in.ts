import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DatabaseSync } from 'node:sqlite'
import { Provider } from 'oidc-provider'
import { InputProblem, PracticeRefusal } from '#infra/local/practice/kernel/refusal.ts'
import { SCOPES } from '#shared/kernel/env-names.ts'
import { DESK_CLIENT, PRACTICE_TOKEN_SECONDS, type PracticeAgent, type PracticeMachine } from './agents.ts'
import { createSignInAdapter, loadSigningKeys } from './sign-in-store.ts'

const AUDIENCE = 'hilft-desk'
/** The resource a client may name; the token's audience is `hilft-desk` in any case. */
const RESOURCE = 'urn:hilft:desk'

const resourceServerFor = (scope: string) =>
	({
		scope,
		audience: AUDIENCE,
		accessTokenFormat: 'jwt',
		accessTokenTTL: PRACTICE_TOKEN_SECONDS,
		jwt: { sign: { alg: 'RS256' } },
	}) as const

/** Returns the resource server as tokens that are made by hand name it. */
const grantedFor = (scope: string) => ({
	...resourceServerFor(scope),
	scopes: new Set([scope]),
	identifier: () => RESOURCE,
})

/**
 * Confirms a sign-out for who has asked for it at the desk already; without script by a button. The form is the provider's.
 */
const signOutAtOnce = (context: { body?: unknown }, form: string): void => {
	context.body = `<!doctype html><html lang="de"><title>Abmelden · Sign out</title><body onload="document.forms[0].submit()">${form}
<input type="hidden" name="logout" value="yes" form="op.logoutForm"><button form="op.logoutForm">Abmelden · Sign out</button></body></html>`
}

/** An access token names no role, team or name: groups are all that it says of its bearer, as Cognito's do. */
const claimsOf = ({ role }: PracticeAgent) => ({ 'cognito:groups': [role] })

export type SignInOptions = {
	readonly origin: string
	readonly dataDirectory: string
	readonly database: DatabaseSync
	readonly agents: readonly PracticeAgent[]
	readonly machines: readonly PracticeMachine[]
}

/**
 * Creates a certified OpenID provider at `${origin}/oidc` for the practice agents: code flow with PKCE, a page on which one
 * picks an agent (there are no passwords), client credentials for machines, and tokens for scripts. Access tokens are JWTs
 * (RFC 9068, RS256, 12 hours).
 */
export const createSignIn = ({ origin, dataDirectory, database, agents, machines }: SignInOptions) => {
	const { jwk, cookieKey } = loadSigningKeys(dataDirectory)
	const agentById = new Map(agents.map((agent) => [agent.id, agent]))
	const machineById = new Map(machines.map((machine) => [machine.id, machine]))
	const provider = new Provider(`${origin}/oidc`, {
		adapter: createSignInAdapter(database),
		jwks: { keys: [jwk] },
		cookies: { keys: [cookieKey] },
		clientDefaults: { id_token_signed_response_alg: 'RS256' },
		enabledJWA: { idTokenSigningAlgValues: ['RS256'] },
		clients: [
			{
				client_id: DESK_CLIENT,
				token_endpoint_auth_method: 'none',
				redirect_uris: [`${origin}/desk/signed-in`, `${origin}/practice/signed-in`],
				post_logout_redirect_uris: [`${origin}/`, `${origin}/desk`],
				grant_types: ['authorization_code'],
				response_types: ['code'],
			},
			...machines.map(({ id, secret, scope }) => ({
				client_id: id,
				client_secret: secret,
				scope,
				redirect_uris: [],
				grant_types: ['client_credentials'],
				response_types: [],
			})),
		],
		scopes: ['openid', 'profile', SCOPES.desk, ...machines.map(({ scope }) => scope)],
		claims: { openid: ['sub'], profile: ['name'] },
		clientBasedCORS: (_context, requestOrigin) => requestOrigin === origin,
		pkce: { required: () => true },
		interactions: { url: (_context, interaction) => `/practice/sign-in/${interaction.uid}` },
		features: {
			devInteractions: { enabled: false },
			clientCredentials: { enabled: true },
			rpInitiatedLogout: { enabled: true, logoutSource: signOutAtOnce },
			resourceIndicators: {
				enabled: true,
				defaultResource: () => RESOURCE,
				useGrantedResource: () => true,
				getResourceServerInfo: (_context, _resource, { clientId }) =>
					resourceServerFor(machineById.get(clientId)?.scope ?? SCOPES.desk),
			},
		},
		ttl: {
			AccessToken: PRACTICE_TOKEN_SECONDS,
			AuthorizationCode: 60,
			ClientCredentials: PRACTICE_TOKEN_SECONDS,
			IdToken: 3600,
			Interaction: 3600,
			Grant: PRACTICE_TOKEN_SECONDS,
			Session: PRACTICE_TOKEN_SECONDS,
		},
		findAccount: (_context, id) => {
			const agent = agentById.get(id)
			return agent && { accountId: id, claims: () => ({ sub: id, name: agent.name }) }
		},
		extraTokenClaims: (_context, token) => {
			const agent = 'accountId' in token ? agentById.get(token.accountId ?? '') : undefined
			return agent && claimsOf(agent)
		},
		// The desk is our own client, so there is nothing to consent to.
		loadExistingGrant: async (context) => {
			const { session, client } = context.oidc
			if (!session?.accountId || !client) return undefined
			const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId })
			grant.addOIDCScope(`openid profile ${SCOPES.desk}`)
			grant.addResourceScope(RESOURCE, SCOPES.desk)
			await grant.save()
			return grant
		},
	})
	const callback = provider.callback()

	return {
		/** Serves `/oidc/*`. */
		handle: (request: IncomingMessage & { originalUrl?: string | undefined }, response: ServerResponse): void => {
			// The provider learns where it is mounted from the difference of the two.
			request.originalUrl = request.url ?? '/'
			request.url = request.originalUrl.slice('/oidc'.length) || '/'
			void callback(request, response)
		},
		/** Returns an agent's access token for a script. Refuses an unknown agent with 404. */
		tokenForAgent: async (agentId: string): Promise<string> => {
			const agent = agentById.get(agentId)
			const client = await provider.Client.find(DESK_CLIENT)
			if (!agent || !client) throw new PracticeRefusal('unknown-agent', { field: 'agent' })
			const token = new provider.AccessToken({
				accountId: agent.id,
				client,
				grantId: 'practice-token',
				gty: 'practice-token',
				scope: SCOPES.desk,
				extra: claimsOf(agent),
				resourceServer: grantedFor(SCOPES.desk),
			})
			return token.save()
		},
		/** Returns a machine's access token for a script. Refuses an unknown machine with 404. */
		tokenForMachine: async (clientId: string): Promise<string> => {
			const machine = machineById.get(clientId)
			const client = await provider.Client.find(clientId)
			if (!machine || !client) throw new PracticeRefusal('unknown-client', { field: 'client' })
			const { scope } = machine
			return new provider.ClientCredentials({ client, scope, resourceServer: grantedFor(scope) }).save()
		},
		/** Returns whom a sign-in that is under way is for, as far as it says; undefined where none is. */
		underWay: async (
			request: IncomingMessage,
			response: ServerResponse,
		): Promise<{ readonly agent?: string | undefined } | undefined> =>
			provider.interactionDetails(request, response).then(
				({ prompt, params }) => {
					if (prompt.name !== 'login') return undefined
					const hint = String(params.login_hint ?? '')
					return { agent: agentById.has(hint) ? hint : undefined }
				},
				// The provider throws when its cookie is missing or the sign-in is too old: then there is none.
				() => undefined,
			),
		/** Completes a sign-in with the agent that was picked. Returns the address at the provider to go on to. */
		finish: (request: IncomingMessage, response: ServerResponse, agentId: string): Promise<string> => {
			if (!agentById.has(agentId)) throw new InputProblem('agent', 'There is no such agent')
			return provider.interactionResult(request, response, { login: { accountId: agentId } })
		},
	}
}
export type SignIn = ReturnType<typeof createSignIn>
