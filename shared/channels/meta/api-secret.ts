import { z } from 'zod'

const filled = z.string().min(1)

/** The secret `MetaApi`: the app's secret for appsecret_proof, and a token per page. */
export const metaApiSecretSchema = z.object({
	appSecret: filled,
	/** By the id of our page. */
	pages: z.record(z.string(), z.object({ accessToken: filled })),
})
export type MetaApiSecret = z.infer<typeof metaApiSecretSchema>
