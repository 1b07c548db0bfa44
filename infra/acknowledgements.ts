import type { Stack } from 'aws-cdk-lib'
import { Validations } from 'aws-cdk-lib'

type Acknowledgement = { readonly id: string; readonly reason: string }

/** Exports are named after the resource; if that ever changes, the synthesis fails and names the new one. */
const objects = (stateful: Stack, bucket: string, prefix: string): string =>
	`AwsSolutions-IAM5[Resource::${stateful.stackName}:ExportsOutputFnGetAtt${bucket}/${prefix}*]`
const RAW = 'RawBucket672A0DBBArnB9DC31D0'
const COPIES = 'CopiesBucket58B57C3DArn60805CD3'

const onStateful: readonly Acknowledgement[] = [
	{
		id: 'AwsSolutions-COG8',
		reason:
			'The plus plan costs by the head and watches for stolen passwords; here a one-time code is asked for at every sign-in.',
	},
	{
		id: 'AwsSolutions-SMG4',
		reason:
			'The networks give these secrets and only their consoles change them; our own keys must outlive every id, link and hash made with them.',
	},
	{
		id: 'AwsSolutions-SQS3',
		reason:
			'DispatchFailures is itself the last stop of the stream; every other queue has dead letters (test/infra/queues.test.ts).',
	},
	{
		id: 'Serverless-SQSRedrivePolicy',
		reason: 'Dead letters and DispatchFailures are last stops that people empty, each with an alarm at one message.',
	},
]

const onStateless = (stateful: Stack): readonly Acknowledgement[] => [
	{
		id: 'AwsSolutions-IAM5[Resource::*]',
		reason:
			'X-Ray takes no resource for PutTraceSegments and PutTelemetryRecords; test/infra/who-may.test.ts proves that nothing else has a star.',
	},
	{
		id: objects(stateful, RAW, 'raw/'),
		reason: 'Objects are named by random envelope ids, so the right must be on the prefix of bodies as received.',
	},
	{
		id: objects(stateful, RAW, 'mail/'),
		reason: 'Objects are named by ids that SES makes, so the right must be on the prefix of received mails.',
	},
	{
		id: objects(stateful, RAW, 'parked/'),
		reason: 'Objects are named by random envelope ids, so the right must be on the prefix of parked bodies.',
	},
	{
		id: objects(stateful, COPIES, 'media/'),
		reason: 'Copies are named by keyed hashes of messages, so the right must be on the prefix of all of them.',
	},
	{
		id: 'AwsSolutions-APIG4',
		reason:
			'The networks sign their calls, and customers come with link and code: no authorizer fits those. Health and the description of the API say nothing, and the pages of the desk have sessions; every other route of the API has one (test/infra/apis.test.ts).',
	},
	{
		id: 'Serverless-LambdaDLQ',
		reason:
			'Nothing is lost here: APIs call synchronously, queues and stream have dead letters of their own, and the next sweep does what a failed one left.',
	},
	{
		id: 'Serverless-LambdaEventSourceMappingDestination',
		reason: 'Lambda offers no failure destination for SQS: the dead letters belong to the queue. The stream has one.',
	},
	{
		id: 'Serverless-EventBusDLQ',
		reason:
			'A missed call of the sweep carries no data; the next one comes within a minute, and an alarm tells when none does.',
	},
]

/** Returns every finding of the rule packs that we accept, by stack, with its reason. At most 15: a test counts them. */
export const acknowledgements = (stateful: Stack) => ({ onStateful, onStateless: onStateless(stateful) })

/** Registers the accepted findings with the validation of both stacks. */
export const acknowledgeFindings = (stateful: Stack, stateless: Stack): void => {
	const accepted = acknowledgements(stateful)
	Validations.of(stateful).acknowledge(...accepted.onStateful)
	Validations.of(stateless).acknowledge(...accepted.onStateless)
}
