/**
 * The runtime inside an execution environment: loads the bundle, then asks the Runtime API for one event after another
 * (docs.aws.amazon.com, "Using the Lambda runtime API"). Plain JavaScript, as stripping types costs a cold start 30 ms.
 * The ports of the embedded parts come as arguments, never as variables, and are gone before the bundle looks.
 */
import { patchNetwork } from './network.mjs'

const http = process.getBuiltinModule('node:http')
const [proxyPort, practicePort] = process.argv.splice(2).map(Number)
const { AWS_LAMBDA_RUNTIME_API: api, LAMBDA_TASK_ROOT: root, _HANDLER: handlerName } = process.env
const agent = new http.Agent({ keepAlive: true })
let current = 'init'

/** Without its Runtime API an environment has no reason to live: the runner is gone. */
const orphaned = () => process.exit(1)

const call = (method, path, body = '') =>
	new Promise((resolve) => {
		const [hostname, port] = api.split(':')
		const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
		const request = http.request(
			{ hostname, port, method, path: `/2018-06-01/runtime/${path}`, agent, headers },
			(response) => {
				const chunks = []
				response.on('data', (chunk) => chunks.push(chunk)).on('error', orphaned)
				response.on('end', () => resolve({ headers: response.headers, text: Buffer.concat(chunks).toString() }))
			},
		)
		request.on('error', orphaned).end(body)
	})

const describeError = (error, type) =>
	error instanceof Error
		? { errorType: type ?? error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
		: { errorType: type ?? typeof error, errorMessage: String(error), trace: [] }

/** Lambda's runtime writes every error to the function's log, message and stack: so does this one. */
const fail = async (error, type) => {
	const body = JSON.stringify(describeError(error, type))
	console.error(`${new Date().toISOString()}\t${current}\tERROR\tInvoke Error\t${body}`)
	await call('POST', current === 'init' ? 'init/error' : `invocation/${current}/error`, body)
}

const crash = (type) => async (error) => {
	await fail(error, type)
	process.exit(129)
}

const contextOf = (headers) => ({
	functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
	functionVersion: '$LATEST',
	memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
	logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
	logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
	awsRequestId: headers['lambda-runtime-aws-request-id'],
	invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
	getRemainingTimeInMillis: () => Number(headers['lambda-runtime-deadline-ms']) - Date.now(),
})

const load = async () => {
	const [file, name] = handlerName.split('.')
	const bundle = await import(`file://${encodeURI(root)}/${file}.mjs`)
	const handler = bundle[name]
	if (typeof handler === 'function') return handler
	throw Object.assign(new Error(`${handlerName} is undefined or not exported`), { name: 'Runtime.HandlerNotFound' })
}

process.on('uncaughtException', crash())
process.on('unhandledRejection', crash('Runtime.UnhandledPromiseRejection'))
patchNetwork({ proxyPort, practicePort })
const handler = await load().catch(crash())

for (;;) {
	const { headers, text } = await call('GET', 'invocation/next')
	current = headers['lambda-runtime-aws-request-id']
	process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id']
	// Not of Lambda: a function that asks for it lives by a time that is ahead of the wall's.
	globalThis[Symbol.for('clock-ahead-milliseconds')] = Number(headers['clock-ahead-milliseconds'])
	try {
		const answer = await handler(JSON.parse(text), contextOf(headers))
		await call('POST', `invocation/${current}/response`, JSON.stringify(answer) ?? 'null')
	} catch (error) {
		await fail(error)
	}
}
