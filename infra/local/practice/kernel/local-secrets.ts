/**
 * The secrets of the practice networks and of the local run, in one place. Every value starts with `local-`, by which
 * a deployed function knows and refuses them; no bundle and no template may contain this file's values.
 */
export const X_CONSUMER_SECRET = 'local-x-secret'
export const META_APP_SECRET = 'local-meta-secret'
export const META_VERIFY_TOKEN = 'local-verify-token'
export const META_PAGE_TOKEN = 'local-page-token'
export const META_INSTAGRAM_TOKEN = 'local-instagram-token'
/** By which the back office gets its tokens at the practice sign-in. */
export const BACK_OFFICE_SECRET = 'local-backoffice-secret'

/** The keys with which the company's account writes on the practice X. */
export const X_API_KEYS = {
	appKey: 'local-x-app-key',
	appSecret: 'local-x-app-secret',
	accessToken: 'local-x-access-token',
	accessSecret: 'local-x-access-secret',
	/** The app's own token, which X gives for key and secret. */
	bearer: 'local-x-bearer-token',
} as const

/** The value of every Secrets Manager secret of the template, as JSON text, by the construct's label. */
export const localSecretValues: Readonly<Record<string, string>> = {
	XWebhook: JSON.stringify({ consumerSecrets: [X_CONSUMER_SECRET] }),
	MetaWebhook: JSON.stringify({ appSecrets: [META_APP_SECRET], verifyToken: META_VERIFY_TOKEN }),
	XApi: JSON.stringify({
		appKey: X_API_KEYS.appKey,
		appSecret: X_API_KEYS.appSecret,
		accounts: { '1001': { accessToken: X_API_KEYS.accessToken, accessSecret: X_API_KEYS.accessSecret } },
	}),
	MetaApi: JSON.stringify({
		appSecret: META_APP_SECRET,
		pages: { '2001': { accessToken: META_PAGE_TOKEN }, '3001': { accessToken: META_INSTAGRAM_TOKEN } },
	}),
	Identity: JSON.stringify({ key: 'local-identity-key-for-practice-only' }),
	Link: JSON.stringify({ key: 'local-link-key-for-practice-only' }),
	Address: JSON.stringify({ key: 'local-address-key-for-practice-only' }),
	SearchKey: JSON.stringify({ key: 'local-search-key-for-practice-only' }),
}
