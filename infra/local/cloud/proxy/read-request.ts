import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { z } from 'zod'
import { JSON_SERVICES, jsonServices } from './aws-call.ts'
import { type Access, access, type Operation, type ServiceName } from './services/access.ts'
import { AwsRefusal } from './services/aws-refusal.ts'
import {
	dynamoAccesses,
	kmsAccesses,
	parameterAccesses,
	secretAccesses,
	sqsAccesses,
	streamAccesses,
} from './services/json-accesses.ts'
import { type MailSetup, mailAccesses, readRawEmail, type SentMail } from './services/ses.ts'

/** A request to S3 with the bucket in the path, whichever way it came. */
type S3Request = {
	readonly bucket: string
	readonly key: string
	readonly path: string
	readonly operation: string
	readonly accesses: readonly Access[]
}

const arnOf = (bucket: string, key: string): string => `arn:aws:s3:::${bucket}${key === '' ? '' : `/${key}`}`

const objectOperation = (method: string, query: URLSearchParams): string => {
	if (method === 'GET' || method === 'HEAD') return 'GetObject'
	if (method === 'DELETE') return query.has('uploadId') ? 'AbortMultipartUpload' : 'DeleteObject'
	return 'PutObject'
}

const bucketOperation = (method: string, query: URLSearchParams): string => {
	if (method === 'PUT') return query.has('lifecycle') ? 'PutLifecycleConfiguration' : 'CreateBucket'
	if (method === 'DELETE') return 'DeleteBucket'
	// A DeleteObjects would need a right for each key of its body, which is streamed through; no function of ours uses it.
	if (method === 'POST') return query.has('delete') ? 'DeleteObjects' : 'PostObject'
	return 'ListBucket'
}

const copySource = (headers: IncomingHttpHeaders): Access[] => {
	const source = headers['x-amz-copy-source']
	if (typeof source !== 'string') return []
	return [access('s3:GetObject', `arn:aws:s3:::${decodeURIComponent(source).replace(/^\//, '').split('?')[0]}`)]
}

/** Reads bucket and key from `bucket.s3.…amazonaws.com/key` or from `s3.…amazonaws.com/bucket/key`. */
export const readS3Request = (method: string, url: string, headers: IncomingHttpHeaders): S3Request => {
	const hostBucket = /^(.+)\.s3[.-]/.exec(headers.host ?? '')?.[1]
	const path = hostBucket === undefined ? url : `/${hostBucket}${url}`
	const [pathname = '', search = ''] = path.split('?', 2)
	const [bucket = '', ...rest] = pathname.slice(1).split('/')
	const key = decodeURIComponent(rest.join('/'))
	const query = new URLSearchParams(search)
	if (bucket === '') {
		return { bucket, key, path, operation: 'ListBuckets', accesses: [access('s3:ListAllMyBuckets', '*')] }
	}
	const operation = key === '' ? bucketOperation(method, query) : objectOperation(method, query)
	return {
		bucket,
		key,
		path,
		operation,
		accesses: [access(`s3:${operation}`, arnOf(bucket, key)), ...copySource(headers)],
	}
}

/** A parsed request: its operation, the rights it needs, and what is forwarded to the emulator. */
export type ReadRequest = {
	readonly operation: Operation
	readonly accesses: readonly Access[]
	readonly path: string
	/** Absent for S3, whose bodies are streamed through. */
	readonly body?: Buffer | undefined
	readonly mail?: SentMail | undefined
	/** The bucket of a request to S3. */
	readonly bucket?: string | undefined
}

/** By the label of the host or of the credential's scope, and by the prefix of the target. */
const SERVICES: Readonly<Record<string, ServiceName>> = {
	dynamodb: 'dynamodb',
	sqs: 'sqs',
	s3: 's3',
	kms: 'kms',
	secretsmanager: 'secretsmanager',
	ssm: 'ssm',
	ses: 'ses',
	email: 'ses',
	sns: 'sns',
	...Object.fromEntries(jsonServices.map((service) => [JSON_SERVICES[service].target, service])),
}

/**
 * Returns the service by its target, else by the credential's scope, else by the host; undefined for one without a local
 * part.
 */
export const serviceOf = (request: IncomingMessage, scope: string | undefined): ServiceName | undefined => {
	const target = String(request.headers['x-amz-target'] ?? '').split('.')[0] ?? ''
	const host = request.headers.host ?? ''
	return SERVICES[target] ?? SERVICES[scope ?? (/(^|\.)s3[.-]/.test(host) ? 's3' : (host.split('.')[0] ?? ''))]
}

const JSON_ACCESSES: Readonly<Partial<Record<ServiceName, (operation: string, input: unknown) => Access[]>>> = {
	dynamodb: dynamoAccesses,
	streams: streamAccesses,
	sqs: sqsAccesses,
	kms: kmsAccesses,
	secretsmanager: secretAccesses,
	ssm: parameterAccesses,
}

const readBody = (request: IncomingMessage): Promise<Buffer> =>
	new Promise((resolve, reject) => {
		const chunks: Buffer[] = []
		request.on('data', (chunk: Buffer) => chunks.push(chunk))
		request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
		request.on('error', reject)
	})

const parseJson = (body: Buffer): unknown => {
	try {
		return body.length === 0 ? {} : JSON.parse(body.toString('utf8'))
	} catch {
		throw new AwsRefusal('SerializationException', 400, '')
	}
}

const parseForm = (body: Buffer): Record<string, string> =>
	Object.fromEntries(new URLSearchParams(body.toString('utf8')))

const topicSchema = z.object({ TopicArn: z.string().default('*') })

/** Reads a request to SES. Refuses everything but `SendRawEmail`: the emulator would hang for ever on most other calls. */
const readMailRequest = (body: Buffer, setup: MailSetup): ReadRequest => {
	const input = parseForm(body)
	const name = input.Action ?? ''
	if (name !== 'SendRawEmail')
		throw new AwsRefusal('InvalidAction', 400, `The local SES knows SendRawEmail only, not ${name}`)
	const mail = readRawEmail(input)
	return { operation: { service: 'ses', name, input }, accesses: mailAccesses(mail, setup), path: '/', body, mail }
}

const readQueryRequest = (body: Buffer): ReadRequest => {
	const input = parseForm(body)
	const name = input.Action ?? ''
	const accesses = [access(`sns:${name}`, topicSchema.parse(input).TopicArn)]
	return { operation: { service: 'sns', name, input }, accesses, path: '/', body }
}

/** Reads a request of the service as far as its rights need. Throws AwsRefusal on what the service would refuse unread. */
export const readRequest = async (
	request: IncomingMessage,
	service: ServiceName,
	mailSetup: MailSetup,
): Promise<ReadRequest> => {
	if (service === 's3') {
		const { operation, accesses, path, bucket } = readS3Request(
			request.method ?? 'GET',
			request.url ?? '/',
			request.headers,
		)
		return { operation: { service, name: operation, input: undefined }, accesses, path, bucket }
	}
	const body = await readBody(request)
	if (service === 'ses') return readMailRequest(body, mailSetup)
	if (service === 'sns') return readQueryRequest(body)
	const name = String(request.headers['x-amz-target']).split('.').at(-1) ?? ''
	const input = parseJson(body)
	const accessesOf = JSON_ACCESSES[service]
	const accesses = accessesOf === undefined ? [] : accessesOf(name, input)
	return { operation: { service, name, input }, accesses, path: '/', body }
}
