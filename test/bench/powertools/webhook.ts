import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Logger } from '@aws-lambda-powertools/logger'
import { APIGatewayProxyEventV2Schema } from '@aws-lambda-powertools/parser/schemas/api-gatewayv2'
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'

export type PowertoolsWebhookDependencies = {
	readonly readSecret: () => Promise<string>
	readonly send: (body: string) => Promise<void>
	readonly logger: Logger
}

const isSigned = (signature: string | undefined, body: Buffer, secret: string): boolean => {
	const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('base64')}`)
	const given = Buffer.from(signature ?? '')
	return given.length === expected.length && timingSafeEqual(given, expected)
}

/**
 * The webhook as a plain handler on Powertools' logger and parser: X's challenge, the signature over the raw bytes, and the
 * body as it came onto the queue.
 */
export const createWebhook =
	({ readSecret, send, logger }: PowertoolsWebhookDependencies) =>
	async (event: unknown, context: Context): Promise<APIGatewayProxyStructuredResultV2> => {
		logger.addContext(context)
		const parsed = APIGatewayProxyEventV2Schema.safeParse(event)
		if (!parsed.success) {
			logger.warn('Not an HTTP event')
			return { statusCode: 400 }
		}
		const { requestContext, headers, queryStringParameters, body = '', isBase64Encoded } = parsed.data
		const secret = await readSecret()
		if (requestContext.http.method === 'GET') {
			const digest = createHmac('sha256', secret)
				.update(queryStringParameters?.crc_token ?? '')
				.digest('base64')
			return { statusCode: 200, body: JSON.stringify({ response_token: `sha256=${digest}` }) }
		}
		const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
		if (!isSigned(headers['x-twitter-webhooks-signature'], bytes, secret)) {
			logger.warn('Signature refused')
			return { statusCode: 401 }
		}
		await send(bytes.toString('utf8'))
		logger.info('Delivery queued')
		return { statusCode: 200 }
	}
