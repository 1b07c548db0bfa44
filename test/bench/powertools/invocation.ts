import type { Context, SQSEvent } from 'aws-lambda'

/** What the worker is called with for these messages of the queue. */
export const queueEvent = (...bodies: readonly string[]): SQSEvent => ({
	Records: bodies.map((body, index) => ({
		messageId: `message-${index}`,
		receiptHandle: 'receipt',
		body,
		attributes: {
			ApproximateReceiveCount: '1',
			SentTimestamp: '1795341600123',
			SenderId: 'plain',
			ApproximateFirstReceiveTimestamp: '1795341600124',
		},
		messageAttributes: {},
		md5OfBody: '0123456789abcdef0123456789abcdef',
		eventSource: 'aws:sqs',
		eventSourceARN: 'arn:aws:sqs:eu-central-1:000000000000:deliveries',
		awsRegion: 'eu-central-1',
	})),
})

/** A POST at the door as an HTTP API hands it over (payload format 2.0), complete as Powertools' parser wants it. */
export const httpPost = (path: string, headers: Readonly<Record<string, string>>, body: string) => ({
	version: '2.0',
	routeKey: `POST ${path}`,
	rawPath: path,
	rawQueryString: '',
	headers,
	requestContext: {
		accountId: '000000000000',
		apiId: 'hooks',
		domainName: 'hooks.example',
		domainPrefix: 'hooks',
		http: { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' },
		requestId: 'request',
		routeKey: `POST ${path}`,
		stage: '$default',
		time: '22/Nov/2026:10:00:00 +0000',
		timeEpoch: 1_795_341_600_123,
	},
	body,
	isBase64Encoded: false,
})

export const lambdaContext: Context = {
	callbackWaitsForEmptyEventLoop: true,
	functionName: 'plain',
	functionVersion: '$LATEST',
	invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:plain',
	memoryLimitInMB: '1024',
	awsRequestId: 'request',
	logGroupName: 'plain',
	logStreamName: 'plain',
	getRemainingTimeInMillis: () => 10_000,
	done: () => undefined,
	fail: () => undefined,
	succeed: () => undefined,
}
