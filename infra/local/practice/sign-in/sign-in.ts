import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DatabaseSync } from 'node:sqlite'
import { Provider } from 'oidc-provider'
import { InputProblem, PracticeRefusal } from '#infra/local/practice/kernel/refusal.ts'
import type { PracticeAgent } from './agents.ts'
import { createSignInAdapter, loadSigningKeys } from './sign-in-store.ts'

const AUDIENCE = 'hilft-desk'
const DESK_CLIENT = 'hilft-desk-local'
const TOKEN_SECONDS = 12 * 60 * 60
/** The resource a client may name; the token's audience is `hilft-desk` in any case. */
const RESOURCE = 'urn:hilft:desk'

const resourceServer = {
	scope: 'desk',
	audience: AUDIENCE,
	accessTokenFormat: 'jwt',
	accessTokenTTL: TOKEN_SECONDS,
	jwt: { sign: { alg: 'ES256' } },
} as const

const claimsOf = ({ name, team, role }: PracticeAgent) => ({ name, role, team: team ? team : undefined })

export type SignInOptions = {
	readonly origin: string
	readonly dataDirectory: string
	readonly database: DatabaseSync
	readonly agents: readonly PracticeAgent[]
}

/**
 * Creates a certified OpenID provider at `${origin}/oidc` for the practice agents: code flow with PKCE, a page on which one
 * picks an agent (there are no passwords), and tokens for scripts. Access tokens are JWTs (ES256, 12 hours).
 */
export const createSignIn = ({ origin, dataDirectory, database, agents }: SignInOptions) => {
	const { jwk, cookieKey } = loadSigningKeys(dataDirectory)
	const agentById = new Map(agents.map((agent) => [agent.id, agent]))
	const provider = new Provider(`${origin}/oidc`, {
		adapter: createSignInAdapter(database),
		jwks: { keys: [jwk] },
		cookies: { keys: [cookieKey] },
		clientDefaults: { id_token_signed_response_alg: 'ES256' },
		enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
		clients: [
			{
				client_id: DESK_CLIENT,
				token_endpoint_auth_method: 'none',
				redirect_uris: [`${origin}/desk/signed-in`, `${origin}/practice/signed-in`],
				post_logout_redirect_uris: [`${origin}/`],
				grant_types: ['authorization_code'],
				response_types: ['code'],
			},
		],
		scopes: ['openid', 'profile', 'desk'],
		claims: { openid: ['sub'], profile: ['name', 'team', 'role'] },
		clientBasedCORS: (_context, requestOrigin) => requestOrigin === origin,
		pkce: { required: () => true },
		interactions: { url: (_context, interaction) => `/practice/sign-in/${interaction.uid}` },
		features: {
			devInteractions: { enabled: false },
			resourceIndicators: {
				enabled: true,
				defaultResource: () => RESOURCE,
				useGrantedResource: () => true,
				getResourceServerInfo: () => resourceServer,
			},
		},
		ttl: {
			AccessToken: TOKEN_SECONDS,
			AuthorizationCode: 60,
			IdToken: 3600,
			Interaction: 3600,
			Grant: TOKEN_SECONDS,
			Session: TOKEN_SECONDS,
		},
		findAccount: (_context, id) => {
			const agent = agentById.get(id)
			return agent && { accountId: id, claims: () => ({ sub: id, ...claimsOf(agent) }) }
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
			grant.addOIDCScope('openid profile desk')
			grant.addResourceScope(RESOURCE, 'desk')
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
		/** Returns an access token for a script. Refuses an unknown agent with 404. */
		tokenFor: async (agentId: string): Promise<string> => {
			const agent = agentById.get(agentId)
			const client = await provider.Client.find(DESK_CLIENT)
			if (!agent || !client) throw new PracticeRefusal('unknown-agent', { field: 'agent' })
			const token = new provider.AccessToken({
				accountId: agent.id,
				client,
				grantId: 'practice-token',
				gty: 'practice-token',
				scope: resourceServer.scope,
				extra: claimsOf(agent),
				resourceServer: { ...resourceServer, scopes: new Set([resourceServer.scope]), identifier: () => RESOURCE },
			})
			return token.save()
		},
		/** Tests whether a sign-in is under way that an agent may be picked for. */
		isUnderWay: async (request: IncomingMessage, response: ServerResponse): Promise<boolean> =>
			provider.interactionDetails(request, response).then(
				({ prompt }) => prompt.name === 'login',
				// The provider throws when its cookie is missing or the sign-in is too old: then there is none.
				() => false,
			),
		/** Completes a sign-in with the agent that was picked. Returns the address at the provider to go on to. */
		finish: (request: IncomingMessage, response: ServerResponse, agentId: string): Promise<string> => {
			if (!agentById.has(agentId)) throw new InputProblem('agent', 'There is no such agent')
			return provider.interactionResult(request, response, { login: { accountId: agentId } })
		},
	}
}
export type SignIn = ReturnType<typeof createSignIn>
