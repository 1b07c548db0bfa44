import * as z from 'zod'

const filled = z.string().min(1)

/** The secret `XApi`: OAuth 1.0a, whose tokens do not expire, so that no two functions can rotate one at once. */
export const xApiSecretSchema = z.object({
	appKey: filled,
	appSecret: filled,
	/** By the id of our account. */
	accounts: z.record(z.string(), z.object({ accessToken: filled, accessSecret: filled })),
})
export type XApiSecret = z.infer<typeof xApiSecretSchema>
