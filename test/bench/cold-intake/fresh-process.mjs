/**
 * One cold start: from here to the first event's answer, Node's own modules included, the boot of Node not, nor the time
 * it takes to lead https to the stand-in for AWS. Arguments: bundle, port of the stand-in, event. Prints
 * `{"handedOver", "answered", "statusCode"}` in milliseconds.
 */
const bootedAt = performance.now()
const [, , bundle, port, event] = process.argv
const http = process.getBuiltinModule('node:http')
const https = process.getBuiltinModule('node:https')
const loadedAt = performance.now()
const { syncBuiltinESMExports } = process.getBuiltinModule('node:module')
const agent = new http.Agent({ keepAlive: true })
let handedOver

https.request = (options, callback) => {
	const { headers, method, path } = options
	if (/SendMessage/.test(JSON.stringify(headers))) handedOver = performance.now() - startedAt
	return http.request({ host: '127.0.0.1', port, agent, headers, method, path }, callback)
}
syncBuiltinESMExports()
const startedAt = performance.now() - (loadedAt - bootedAt)

const { handler } = await import(bundle)
const { statusCode } = await handler(JSON.parse(event), {
	functionName: 'bench',
	awsRequestId: 'bench',
	memoryLimitInMB: '1024',
})
const answered = performance.now() - startedAt
process.stdout.write(`\n${JSON.stringify({ handedOver, answered, statusCode })}`, () => process.exit(0))
