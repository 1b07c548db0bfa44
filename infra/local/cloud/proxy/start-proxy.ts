import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Emulators } from '../emulators/start-emulators.ts'
import type { System } from '../model/system.ts'
import { type CallMeter, createCallMeter } from './call-meter.ts'
import { createFairTurns, type EndTurn } from './fair-turns.ts'
import { type AwsFaults, createAwsFaults, meetFault } from './faults.ts'
import { deliverAccepted, type SesMailSink } from './mail-sink.ts'
import { type ReadRequest, readRequest, serviceOf } from './read-request.ts'
import { type Caller, createActionRecord, createCallers, readCredential, type UsedAction } from './rights.ts'
import { type Access, access, type ServiceName } from './services/access.ts'
import { AwsRefusal, accessDenied, unknownCaller } from './services/aws-refusal.ts'
import { createStreamArns, createUpstream, hangUpSignal, passOn, readAll, sendRefusal, sendText } from './upstream.ts'

type HandlerOptions = {
	readonly system: Pick<System, 'functions' | 'roles' | 'mailIdentities' | 'configurationSets'>
	readonly emulators: Emulators
	readonly mailSink: SesMailSink
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

/**
 * DynamoDB's emulator does one call after the other, in any order. A low limit is fair; a too low one would leave it idle on
 * a busy machine between an answer and the next call.
 */
const DYNAMO_CALLS = { total: 8, least: 2 }
const NO_TURN: EndTurn = () => {}

const asRefusal = (error: unknown): AwsRefusal | undefined => {
	if (error instanceof AwsRefusal) return error
	return error instanceof z.ZodError ? new AwsRefusal('ValidationException', 400, z.prettifyError(error)) : undefined
}

/**
 * Creates the handler of requests: it identifies the caller, reads the request, checks the rights, applies a fault, and
 * forwards.
 */
const createHandler = (options: HandlerOptions, faults: AwsFaults, meter: CallMeter) => {
	const { system, emulators, mailSink } = options
	const callers = createCallers(system)
	const setup = { identities: system.mailIdentities, configurationSets: system.configurationSets }
	const upstream = createUpstream()
	const turns = createFairTurns(DYNAMO_CALLS)
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

	const bodyOf = (request: IncomingMessage, { body, operation }: ReadRequest, isMapped: boolean) => {
		if (body === undefined) return request
		if (isMapped) return Buffer.from(arns.inward(body.toString('utf8')))
		return meter.counts(operation) ? meter.asking(body) : body
	}

	const forward = (request: IncomingMessage, read: ReadRequest, signal: AbortSignal): Promise<IncomingMessage> => {
		const { service, name } = read.operation
		const mapped =
			read.body !== undefined && emulators[EMULATORS[service]] === emulators.dynamodb && arns.concerns(name)
		return upstream.send({
			port: emulators[EMULATORS[service]].port(),
			method: request.method ?? 'POST',
			path: read.path,
			headers: request.headers,
			body: bodyOf(request, read, mapped),
			signal,
		})
	}

	/** Refuses instead of answering 404: without the right to list, S3 does not reveal that an object is missing. */
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
		const isCounted = meter.counts(read.operation)
		if (!isCounted) meter.note(read.operation, caller.functionNames)
		if (isMapped || isSent || isLost || isCounted) {
			const text = (await readAll(answer)).toString('utf8')
			if (isCounted) meter.note(read.operation, caller.functionNames, text)
			if (read.mail !== undefined && isSent) await deliverAccepted(mailSink, read.mail, text)
			if (isLost) response.destroy()
			else sendText(response, answer, isMapped ? arns.outward(text) : text)
			return
		}
		passOn(response, answer)
	}

	const serve = async (request: IncomingMessage, response: ServerResponse, service: ServiceName): Promise<void> => {
		const credential = readCredential(request.headers.authorization)
		const caller = callers.get(credential?.keyId ?? '')
		if (caller === undefined) throw unknownCaller(service, credential !== undefined)
		const read = await readRequest(request, service, setup)
		authorise(caller, service, read.accesses)
		const fault = faults.take({ service, action: read.operation.name, functionNames: caller.functionNames })
		if (fault !== undefined && !(await meetFault(fault, read.operation, response))) return
		const signal = hangUpSignal(response)
		const endTurn = EMULATORS[service] === 'dynamodb' ? await turns.take(caller.arn, signal) : NO_TURN
		try {
			const answer = await forward(request, read, signal)
			answer.once('close', endTurn)
			await respond(read, caller, answer, response, fault?.kind === 'lost-acknowledgement')
		} catch (error) {
			endTurn()
			throw error
		}
	}

	const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const service = serviceOf(request, readCredential(request.headers.authorization)?.scope)
		try {
			if (service === undefined)
				throw new AwsRefusal('UnknownOperationException', 400, 'No local part for this service')
			await serve(request, response, service)
		} catch (error) {
			const refusal = asRefusal(error)
			// Anything else is a broken connection to the emulator, which the caller sees as a network failure.
			if (refusal === undefined) response.destroy()
			else sendRefusal(response, service ?? 'ssm', refusal)
		}
	}
	return { handle, used, refused, close: upstream.close }
}

type ProxyOptions = HandlerOptions & {
	/** From 0 to 1; for faults with a probability. */
	readonly random?: (() => number) | undefined
}

export type AwsProxy = {
	readonly port: number
	readonly faults: AwsFaults
	readonly meter: Pick<CallMeter, 'listen'>
	/** Returns the rights that each role has used since the start, by logical id of the role. */
	readonly usedActions: () => Readonly<Record<string, readonly UsedAction[]>>
	/** Returns the rights that were asked for and not granted. */
	readonly refusedActions: () => Readonly<Record<string, readonly UsedAction[]>>
	readonly stop: () => Promise<void>
}

/** Starts the proxy on a free port of 127.0.0.1: it authorises, records and forwards every call to AWS of the local system. */
export const startProxy = async (options: ProxyOptions): Promise<AwsProxy> => {
	const { random = Math.random } = options
	const faults = createAwsFaults(random)
	const meter = createCallMeter()
	const handler = createHandler(options, faults, meter)
	const server = createServer((request, response) => void handler.handle(request, response))
	// Functions reuse connections; closing idle ones would cause faults that were not planned.
	server.keepAliveTimeout = 0
	server.requestTimeout = 0
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const address = server.address()
	return {
		port: typeof address === 'object' && address !== null ? address.port : 0,
		faults,
		meter,
		usedActions: handler.used.byRole,
		refusedActions: handler.refused.byRole,
		stop: async () => {
			server.closeAllConnections()
			await new Promise((resolve) => server.close(resolve))
			handler.close()
		},
	}
}
