import type { Instant } from '#shared/kernel/clock.ts'
import type { WebhookSource } from '../channel.ts'
import type { AwsAnswer, AwsCall } from './aws-call.ts'

/**
 * A message of the queue Deliveries: the raw bytes in base64 (SQS refuses some characters), or their key in the raw store.
 */
export type Delivery = {
	/** Its `env_` key, which holds the time of receipt. */
	readonly envelope: string
	readonly network: WebhookSource
	readonly receivedAt: Instant
	/**
	 * The delivery that this process queued before, so that the ledger misses one that never came. Only a delivery that the
	 * queue certainly took is named.
	 */
	readonly after?: string | undefined
} & ({ readonly body: string } | { readonly bodyKey: string })

export type Stamp = Pick<Delivery, 'envelope' | 'network' | 'receivedAt'>

/** A queue message may have 1 MiB; a longer base64 goes to the raw store. */
const MAX_BODY_CHARACTERS = 700 * 1024

/** Queues a verified body. `ok` only after the queue has taken it. */
export type Deliver = (stamp: Stamp, body: Uint8Array) => Promise<AwsAnswer>

export const createDeliver = (aws: AwsCall, parts: { readonly queueUrl: string; readonly bucket: string }): Deliver => {
	const store = (key: string, body: Uint8Array) =>
		aws({
			service: 's3',
			subdomain: parts.bucket,
			method: 'PUT',
			path: `/${key}`,
			headers: { 'content-type': 'application/octet-stream' },
			body,
		})
	const send = (delivery: Delivery) =>
		aws({
			service: 'sqs',
			method: 'POST',
			path: '/',
			headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' },
			body: JSON.stringify({ QueueUrl: parts.queueUrl, MessageBody: JSON.stringify(delivery) }),
		})
	let last: string | undefined
	const handOver = async (stamp: Stamp, body: Uint8Array): Promise<AwsAnswer> => {
		const chained = last === undefined ? stamp : { ...stamp, after: last }
		const encoded = Buffer.from(body).toString('base64')
		if (encoded.length <= MAX_BODY_CHARACTERS) return send({ ...chained, body: encoded })
		const bodyKey = `raw/${stamp.receivedAt.slice(0, 10)}/${stamp.envelope}`
		const stored = await store(bodyKey, body)
		return stored.ok ? send({ ...chained, bodyKey }) : stored
	}
	return async (stamp, body) => {
		const answer = await handOver(stamp, body)
		if (answer.ok) last = stamp.envelope
		return answer
	}
}
