import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { LOCAL_REGION } from '#infra/local/cloud/model/system.ts'
import { OPERATOR_KEY } from '#infra/local/cloud/proxy/aws-call.ts'

/** The tables of a booted system by the operator's right, for our own stores: the proxy knows the service by its host. */
export const operatorTables = (proxyPort: number): DynamoDBDocumentClient => {
	const client = new DynamoDBClient({
		endpoint: `http://127.0.0.1:${proxyPort}`,
		region: LOCAL_REGION,
		credentials: { accessKeyId: OPERATOR_KEY, secretAccessKey: 'local' },
	})
	client.middlewareStack.add(
		(next) => (args) => {
			const request: unknown = args.request
			if (typeof request === 'object' && request !== null && 'headers' in request) {
				Object.assign(request.headers ?? {}, { host: `dynamodb.${LOCAL_REGION}.amazonaws.com` })
			}
			return next(args)
		},
		{ step: 'build', priority: 'low', name: 'awsHost' },
	)
	return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
}
