import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { announce } from './node-child.ts'
import { kmsOperations } from './stub/kms.ts'
import { type Operations, StubError } from './stub/stub-error.ts'
import { openStateFile } from './stub/stub-state.ts'
import { parameterOperations, secretOperations } from './stub/values.ts'

/** KMS, Secrets Manager and SSM as far as we use them (JSON 1.1), on a free port of 127.0.0.1, stored in the file given. */
const state = openStateFile(process.argv[2] ?? '')
const services: Readonly<Record<string, Operations>> = {
	TrentService: kmsOperations(state),
	secretsmanager: secretOperations(state),
	AmazonSSM: parameterOperations(state),
}

const read = async (request: IncomingMessage): Promise<unknown> => {
	const chunks: Buffer[] = []
	for await (const chunk of request) chunks.push(chunk)
	return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}')
}

const errorOf = (error: unknown): StubError => {
	if (error instanceof StubError) return error
	if (error instanceof z.ZodError) return new StubError('ValidationException', z.prettifyError(error))
	return new StubError('SerializationException', '')
}

const answer = (response: ServerResponse, status: number, body: unknown): void => {
	const text = JSON.stringify(body)
	response.writeHead(status, {
		'content-type': 'application/x-amz-json-1.1',
		'content-length': Buffer.byteLength(text),
	})
	response.end(text)
}

const server = createServer(async (request, response) => {
	try {
		const input = await read(request)
		const [service = '', action = ''] = String(request.headers['x-amz-target']).split('.')
		const operation = services[service]?.[action]
		if (operation === undefined) throw new StubError('UnknownOperationException', `${service}.${action}`)
		answer(response, 200, operation(input))
	} catch (error) {
		const { code, message } = errorOf(error)
		answer(response, 400, { __type: code, message })
	}
})
server.keepAliveTimeout = 0
server.listen(0, '127.0.0.1', () => {
	const address = server.address()
	if (typeof address === 'object' && address !== null) announce(address.port)
})
