"""What TCP had to send once more, as it does where a busy machine answers it late."""

import socket
import struct

# Where bytes_retrans stands in struct tcp_info of Linux (include/uapi/linux/tcp.h).
_AT, _LENGTH = 208, 216


def sent_again(line: socket.socket) -> int:
    """Tell how many of the bytes that a connection has sent were sent before."""
    facts = line.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _LENGTH)
    (again,) = struct.unpack_from("=Q", facts, _AT)
    return int(again)
