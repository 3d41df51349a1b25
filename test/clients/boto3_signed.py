"""Signs calls with boto3, and prints as JSON how each ended.

Usage: boto3_signed.py <address of the server> <access key> <secret> <name of an asset>
"""

import hashlib
import json
import sys
import urllib.error
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ADDRESS, ACCESS_KEY, SECRET, ASSET = sys.argv[1:]
VERSION = {
    'domain': 'my-domain',
    'repository': 'my-repo',
    'format': 'generic',
    'namespace': 'a+b&c=d%~!*()',
    'package': 'Größe',
    'packageVersion': '1.0.0+boto3',
}
CONTENT = bytes(range(256))

client = boto3.client(
    'codeartifact',
    endpoint_url=ADDRESS,
    region_name='us-west-2',
    aws_access_key_id=ACCESS_KEY,
    aws_secret_access_key=SECRET,
    config=Config(retries={'total_max_attempts': 1}),
)


def outcome(operation, **members):
    try:
        return operation(**members)['ResponseMetadata']['HTTPStatusCode']
    except ClientError as error:
        return error.response['Error']['Code']


def presigned():
    """The status of a request whose signature stands in its address."""
    url = client.generate_presigned_url('describe_repository', {'domain': 'my-domain', 'repository': 'my-repo'})
    try:
        with urllib.request.urlopen(url) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.headers['x-amzn-ErrorType']


domain_arn = 'arn:aws:codeartifact:us-west-2:111122223333:domain/my-domain'
tags = [{'key': 'Ä b', 'value': '?&=+%'}]
content = {'assetName': ASSET, 'assetContent': CONTENT, 'assetSHA256': hashlib.sha256(CONTENT).hexdigest()}
outcomes = {
    'get': outcome(client.describe_domain, domain='my-domain'),
    'post': outcome(client.tag_resource, resourceArn=domain_arn, tags=tags),
    'upload': outcome(client.publish_package_version, **VERSION, **content),
    'download': outcome(client.get_package_version_asset, **VERSION, asset=ASSET),
    'presigned': presigned(),
}
print(json.dumps(outcomes))
