import { streamArn } from '../template/physical-names.ts'

const DYNOXIDE_STREAM = /arn:aws:dynamodb:dynoxide:000000000000:table\/([^/"]+)\/stream\/([^"\\]+)/g
const LOCAL_STREAM = /arn:aws:dynamodb:eu-central-1:000000000000:table\/([^/"]+)\/stream\/local/g

/** Operations whose answers or requests carry ARNs of tables or streams; all others pass through untouched. */
const CARRY_ARNS = new Set([
	'CreateTable',
	'DescribeTable',
	'UpdateTable',
	'DeleteTable',
	'ListStreams',
	'DescribeStream',
	'GetShardIterator',
	'GetRecords',
	'TagResource',
	'ListTagsOfResource',
])

/**
 * dynoxide's ARNs have the region `dynoxide`, and a stream's label is known only once its table exists. Outside, a stream is
 * always `…/stream/local`; the real label is learned from the answers (the resources are described at each start).
 */
export const createStreamArns = () => {
	const labels = new Map<string, string>()
	return {
		concerns: (operation: string): boolean => CARRY_ARNS.has(operation),
		inward: (body: string): string =>
			body
				.replaceAll(LOCAL_STREAM, (arn, table: string) => labels.get(table) ?? arn)
				.replaceAll('arn:aws:dynamodb:eu-central-1:', 'arn:aws:dynamodb:dynoxide:'),
		outward: (body: string): string =>
			body
				.replaceAll(DYNOXIDE_STREAM, (arn, table: string) => {
					labels.set(table, arn)
					return streamArn(table)
				})
				.replaceAll('arn:aws:dynamodb:dynoxide:', 'arn:aws:dynamodb:eu-central-1:')
				.replaceAll('"awsRegion":"dynoxide"', '"awsRegion":"eu-central-1"'),
	}
}
