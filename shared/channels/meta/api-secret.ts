import * as z from 'zod'

const filled = z.string().min(1)

/** The secret `MetaApi`: the app's secret for appsecret_proof, and a token per account. */
export const metaApiSecretSchema = z.object({
	appSecret: filled,
	/**
	 * By the id of our account: a Facebook page, or an Instagram account with the token of its page (or its own). An account
	 * without an entry sends nothing.
	 */
	pages: z.record(z.string(), z.object({ accessToken: filled })),
})
export type MetaApiSecret = z.infer<typeof metaApiSecretSchema>
