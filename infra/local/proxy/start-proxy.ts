import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Emulators } from '../emulators/start-emulators.ts'
import type { System } from '../system.ts'
import type { Access, ServiceName } from './access.ts'
import { access } from './access.ts'
import { AwsRefusal, accessDenied, formOf, unknownCaller } from './aws-refusal.ts'
import { type Caller, createCallers, readCredential } from './callers.ts'
import { internalError, throttled, transactionConflict } from './fault-answers.ts'
import { createFaults, type Fault, type FaultListener, type Faults } from './faults.ts'
import { deliverAccepted, type MailSink } from './mail-sink.ts'
import { type ReadRequest, readRequest, serviceOf } from './read-request.ts'
import { createStreamArns } from './stream-arns.ts'
import { createUpstream, readAll } from './upstream.ts'
import { createActionRecord, type UsedAction } from './used-actions.ts'

export type ProxyOptions = {
	readonly system: Pick<System, 'functions' | 'roles' | 'mailIdentities' | 'configurationSets'>
	readonly emulators: Emulators
	readonly mailSink: MailSink
	readonly onFault?: FaultListener
	/** From 0 to 1; for faults with a probability. */
	readonly random?: () => number
}

export type AwsProxy = {
	readonly port: number
	readonly faults: Faults
	/** The rights each role has used since the start, by logical id of the role. */
	readonly usedActions: () => Readonly<Record<string, readonly UsedAction[]>>
	/** The rights that were asked for and not granted. */
	readonly refusedActions: () => Readonly<Record<string, readonly UsedAction[]>>
	readonly stop: () => Promise<void>
}

const EMULATORS: Readonly<Record<ServiceName, keyof Emulators>> = {
	dynamodb: 'dynamodb',
	streams: 'dynamodb',
	sqs: 'queues',
	s3: 'queues',
	sns: 'queues',
	ses: 'ses',
	kms: 'stub',
	secretsmanager: 'stub',
	ssm: 'stub',
}

const refuse = (response: ServerResponse, service: ServiceName, refusal: AwsRefusal): void => {
	if (response.headersSent) {
		response.destroy()
		return
	}
	const { status, headers, body } = formOf(service, refusal)
	response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}

const asRefusal = (error: unknown): AwsRefusal | undefined => {
	if (error instanceof AwsRefusal) return error
	return error instanceof z.ZodError ? new AwsRefusal('ValidationException', 400, z.prettifyError(error)) : undefined
}

/** Acts on a fault before the request is sent on. Gives false when the request is at its end. */
const meetFault = async (fault: Fault, read: ReadRequest, response: ServerResponse): Promise<boolean> => {
	const { service } = read.operation
	if (fault.kind === 'throttle') throw throttled(service)
	if (fault.kind === '500') throw internalError(service)
	if (fault.kind === 'transaction-conflict') throw transactionConflict(read.operation)
	if (fault.kind === 'delay') await sleep(fault.ms ?? 100)
	if (fault.kind === 'reset') response.destroy()
	return fault.kind !== 'reset'
}

const answerOf = (answer: IncomingMessage): Record<string, string | string[]> => {
	const headers: Record<string, string | string[]> = {}
	for (const [name, value] of Object.entries(answer.headers)) {
		if (value !== undefined && name !== 'connection' && name !== 'keep-alive') headers[name] = value
	}
	return headers
}

/** The answer with a body of our own; its checksum no longer fits. */
const sendText = (response: ServerResponse, answer: IncomingMessage, text: string): void => {
	const { 'x-amz-crc32': _, 'transfer-encoding': __, ...headers } = answerOf(answer)
	response.writeHead(answer.statusCode ?? 200, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text)
}

const createHandler = (options: ProxyOptions, faults: Faults) => {
	const { system, emulators, mailSink } = options
	const callers = createCallers(system)
	const setup = { identities: system.mailIdentities, configurationSets: system.configurationSets }
	const upstream = createUpstream()
	const arns = createStreamArns()
	const used = createActionRecord()
	const refused = createActionRecord()

	const authorise = (caller: Caller, service: ServiceName, accesses: readonly Access[]): void => {
		for (const wanted of accesses) {
			const verdict = caller.evaluate(wanted)
			if (verdict !== 'allowed') {
				refused.note(caller.role, wanted)
				throw accessDenied(service, caller.arn, wanted, verdict === 'denied')
			}
		}
		for (const wanted of accesses) used.note(caller.role, wanted)
	}

	const forward = (request: IncomingMessage, read: ReadRequest): Promise<IncomingMessage> => {
		const { service, name } = read.operation
		const mapped =
			read.body !== undefined && emulators[EMULATORS[service]] === emulators.dynamodb && arns.concerns(name)
		return upstream.send({
			port: emulators[EMULATORS[service]].port(),
			method: request.method ?? 'POST',
			path: read.path,
			headers: request.headers,
			body: mapped && read.body ? Buffer.from(arns.inward(read.body.toString('utf8'))) : (read.body ?? request),
		})
	}

	/** Without the right to list, S3 does not tell a missing object from a forbidden one. */
	const hideMissing = (caller: Caller, read: ReadRequest, status: number | undefined): void => {
		const listing = access('s3:ListBucket', `arn:aws:s3:::${read.bucket}`)
		if (status !== 404 || read.operation.name !== 'GetObject' || caller.evaluate(listing) === 'allowed') return
		throw accessDenied('s3', caller.arn, listing, false)
	}

	const respond = async (
		read: ReadRequest,
		caller: Caller,
		answer: IncomingMessage,
		response: ServerResponse,
		isLost: boolean,
	) => {
		const { service, name } = read.operation
		if (service === 's3') hideMissing(caller, read, answer.statusCode)
		const isMapped = (service === 'dynamodb' || service === 'streams') && arns.concerns(name)
		const isSent = read.mail !== undefined && answer.statusCode === 200
		if (isMapped || isSent || isLost) {
			const text = (await readAll(answer)).toString('utf8')
			if (read.mail !== undefined && isSent) await deliverAccepted(mailSink, read.mail, text)
			if (isLost) response.destroy()
			else sendText(response, answer, isMapped ? arns.outward(text) : text)
			return
		}
		response.writeHead(answer.statusCode ?? 200, answerOf(answer))
		answer.on('error', () => response.destroy())
		answer.pipe(response)
	}

	const serve = async (request: IncomingMessage, response: ServerResponse, service: ServiceName): Promise<void> => {
		const credential = readCredential(request.headers.authorization)
		const caller = callers.get(credential?.keyId ?? '')
		if (caller === undefined) throw unknownCaller(service, credential !== undefined)
		const read = await readRequest(request, service, setup)
		authorise(caller, service, read.accesses)
		const fault = faults.take({ service, action: read.operation.name, functionNames: caller.functionNames })
		if (fault !== undefined && !(await meetFault(fault, read, response))) return
		const answer = await forward(request, read)
		await respond(read, caller, answer, response, fault?.kind === 'lost-acknowledgement')
	}

	const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const service = serviceOf(request, readCredential(request.headers.authorization)?.scope)
		try {
			if (service === undefined)
				throw new AwsRefusal('UnknownOperationException', 400, 'No local part for this service')
			await serve(request, response, service)
		} catch (error) {
			const refusal = asRefusal(error)
			// Anything else broke on the way to the emulator: the caller sees what it would see of a broken network.
			if (refusal === undefined) response.destroy()
			else refuse(response, service ?? 'ssm', refusal)
		}
	}
	return { handle, used, refused, close: upstream.close }
}

/** Starts the proxy on a free port of 127.0.0.1: it authorises, records and forwards every call to AWS of the local system. */
export const startProxy = async (options: ProxyOptions): Promise<AwsProxy> => {
	const { onFault, random = Math.random } = options
	const faults = createFaults(onFault === undefined ? { random } : { random, onFault })
	const handler = createHandler(options, faults)
	const server = createServer((request, response) => void handler.handle(request, response))
	// Functions keep their connections; closing idle ones would make faults that nobody ordered.
	server.keepAliveTimeout = 0
	server.requestTimeout = 0
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const address = server.address()
	return {
		port: typeof address === 'object' && address !== null ? address.port : 0,
		faults,
		usedActions: handler.used.byRole,
		refusedActions: handler.refused.byRole,
		stop: async () => {
			server.closeAllConnections()
			await new Promise((resolve) => server.close(resolve))
			handler.close()
		},
	}
}
