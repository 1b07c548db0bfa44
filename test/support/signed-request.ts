import { createHmac } from 'node:crypto'

/** What Meta posts to its callbacks about a person (NETWORKS.md 3.7), signed with an app's secret. */
export const signedRequestBody = (
	userId: string,
	appSecret: string,
	{ issuedAt = '2026-11-22T12:00:00.000Z', algorithm = 'HMAC-SHA256' } = {},
): string => {
	const json = { algorithm, issued_at: Date.parse(issuedAt) / 1_000, user_id: userId }
	const payload = Buffer.from(JSON.stringify(json)).toString('base64url')
	const signature = createHmac('sha256', appSecret).update(payload).digest('base64url')
	return new URLSearchParams({ signed_request: `${signature}.${payload}` }).toString()
}
