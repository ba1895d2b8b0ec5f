/* Records what a process does to the files below one directory, in the order in which it does it.
 *
 *   RECORD_DIR=dir RECORD_LOG=file [RECORD_KILL_AFTER=n] LD_PRELOAD=recorder.so program
 *
 * A record is one byte of kind, then inode, offset, length of the path, length of the data (64,
 * 64, 32, 32 bits, native), then path and data. Kinds:
 *
 *   W write    T truncate   S sync a file    C create a file   M make a directory
 *   U unlink   R rename (data: the new path) D sync a directory
 *   L link (data: the new path)              ! a writable shared mapping, whose writes go unseen
 *
 * Syncs are recorded and not carried out: the cut is made later, from the record. After n records
 * the process is killed, between two operations that are both done and recorded.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(type, name, ...)                                                  \
    static type (*real)(__VA_ARGS__);                                          \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static pthread_mutex_t one_at_a_time = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char root[PATH_MAX];
static size_t root_length;
static int log_fd = -1;
static long records_left = -1;

#define BEGIN pthread_mutex_lock(&one_at_a_time)
#define END pthread_mutex_unlock(&one_at_a_time)

__attribute__((constructor)) static void open_log(void)
{
    const char *dir = getenv("RECORD_DIR"), *log = getenv("RECORD_LOG");
    const char *kill_after = getenv("RECORD_KILL_AFTER");
    if (!dir || !log || !realpath(dir, root)) return;
    root_length = strlen(root);
    if (kill_after) records_left = atol(kill_after);
    int fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    log_fd = fcntl(fd, F_DUPFD_CLOEXEC, 700);
    close(fd);
}

/* Be killed after so many records from now on: for one of several children of a process. */
void record_kill_after(long records)
{
    records_left = records;
}

static int is_ours(const char *path)
{
    return log_fd >= 0 && !strncmp(path, root, root_length)
        && (path[root_length] == '/' || !path[root_length]);
}

static void record(char kind, ino_t inode, off_t offset, const char *path, const void *data,
                   size_t length)
{
    uint64_t wide[2] = {inode, offset};
    uint32_t narrow[2] = {strlen(path), length};
    struct iovec parts[] = {{&kind, 1}, {wide, sizeof wide}, {narrow, sizeof narrow},
                            {(void *)path, narrow[0]}, {(void *)data, length}};
    if (syscall(SYS_writev, log_fd, parts, 5) < 0) abort();
    if (records_left > 0 && --records_left == 0) raise(SIGKILL);
}

/* Tell the path and the inode of an open file below the directory; 0 for any other. */
static int known(int fd, char *path, struct stat *found)
{
    char link[40];
    if (log_fd < 0 || fd == log_fd) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_ours(path) && !fstat(fd, found);
}

/* Make a path absolute, without following its last part. */
static const char *absolute(int at, const char *path, char *out)
{
    char base[PATH_MAX] = "", link[40];
    if (*path == '/') return path;
    if (at == AT_FDCWD) {
        if (!getcwd(base, sizeof base)) return path;
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", at);
        ssize_t length = readlink(link, base, sizeof base - 1);
        base[length < 0 ? 0 : length] = 0;
    }
    if (snprintf(out, PATH_MAX, "%s/%s", base, path) >= PATH_MAX) abort();
    return out;
}

static void written(int fd, const void *data, ssize_t length, off_t offset)
{
    char path[PATH_MAX];
    struct stat found;
    if (length > 0 && known(fd, path, &found)) record('W', found.st_ino, offset, path, data, length);
}

/* Files. */

static int opened(int fd, int flags)
{
    char path[PATH_MAX];
    struct stat found;
    if (fd < 0 || !(flags & (O_CREAT | O_TRUNC)) || !known(fd, path, &found)) return fd;
    if (flags & O_CREAT) record('C', found.st_ino, 0, path, "", 0);
    if (flags & O_TRUNC) record('T', found.st_ino, 0, path, "", 0);
    return fd;
}

#define MODE                                                                   \
    mode_t mode = 0;                                                           \
    va_list rest;                                                              \
    va_start(rest, flags);                                                     \
    if (flags & (O_CREAT | O_TMPFILE)) mode = va_arg(rest, mode_t);            \
    va_end(rest)

#define OPEN(name)                                                             \
    int name(const char *path, int flags, ...)                                 \
    {                                                                          \
        REAL(int, name, const char *, int, ...);                               \
        MODE;                                                                  \
        BEGIN;                                                                 \
        int fd = opened(real(path, flags, mode), flags);                       \
        END;                                                                   \
        return fd;                                                             \
    }

#define OPEN_AT(name)                                                          \
    int name(int at, const char *path, int flags, ...)                         \
    {                                                                          \
        REAL(int, name, int, const char *, int, ...);                          \
        MODE;                                                                  \
        BEGIN;                                                                 \
        int fd = opened(real(at, path, flags, mode), flags);                   \
        END;                                                                   \
        return fd;                                                             \
    }

OPEN(open)
OPEN(open64)
OPEN_AT(openat)
OPEN_AT(openat64)

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset)
{
    REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
    BEGIN;
    ssize_t done = real(fd, data, length, offset);
    written(fd, data, done, offset);
    END;
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset)
{
    return pwrite64(fd, data, length, offset);
}

ssize_t write(int fd, const void *data, size_t length)
{
    REAL(ssize_t, write, int, const void *, size_t);
    BEGIN;
    ssize_t done = real(fd, data, length);
    if (done > 0) written(fd, data, done, lseek(fd, 0, SEEK_CUR) - done);
    END;
    return done;
}

int ftruncate64(int fd, off64_t length)
{
    REAL(int, ftruncate64, int, off64_t);
    char path[PATH_MAX];
    struct stat found;
    BEGIN;
    int failed = real(fd, length);
    if (!failed && known(fd, path, &found)) record('T', found.st_ino, length, path, "", 0);
    END;
    return failed;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int synced(int fd)
{
    char path[PATH_MAX];
    struct stat found;
    BEGIN;
    int ours = known(fd, path, &found);
    if (ours) record(S_ISDIR(found.st_mode) ? 'D' : 'S', found.st_ino, 0, path, "", 0);
    END;
    return ours;
}

int fsync(int fd)
{
    REAL(int, fsync, int);
    return synced(fd) ? 0 : real(fd);
}

int fdatasync(int fd)
{
    REAL(int, fdatasync, int);
    return synced(fd) ? 0 : real(fd);
}

/* What a mapping writes is not seen; SQLite maps only its -shm, which a restart builds anew. */
void *mmap64(void *wanted, size_t length, int allowed, int flags, int fd, off64_t offset)
{
    REAL(void *, mmap64, void *, size_t, int, int, int, off64_t);
    char path[PATH_MAX];
    struct stat found;
    int shared = (flags & MAP_SHARED) && (allowed & PROT_WRITE) && fd >= 0;
    if (shared && known(fd, path, &found)) record('!', found.st_ino, offset, path, "", 0);
    return real(wanted, length, allowed, flags, fd, offset);
}

void *mmap(void *wanted, size_t length, int allowed, int flags, int fd, off_t offset)
{
    return mmap64(wanted, length, allowed, flags, fd, offset);
}

/* Whoever copies within the kernel falls back to reading and writing. */
ssize_t sendfile64(int out, int in, off64_t *offset, size_t length)
{
    REAL(ssize_t, sendfile64, int, int, off64_t *, size_t);
    char path[PATH_MAX];
    struct stat found;
    if (!known(out, path, &found)) return real(out, in, offset, length);
    errno = ENOSYS;
    return -1;
}

ssize_t sendfile(int out, int in, off_t *offset, size_t length)
{
    return sendfile64(out, in, offset, length);
}

/* Names. */

static ino_t inode_of(int at, const char *path)
{
    struct stat found;
    return fstatat(at, path, &found, AT_SYMLINK_NOFOLLOW) ? 0 : found.st_ino;
}

int mkdirat(int at, const char *path, mode_t mode)
{
    REAL(int, mkdirat, int, const char *, mode_t);
    char buffer[PATH_MAX];
    BEGIN;
    int failed = real(at, path, mode);
    const char *whole = absolute(at, path, buffer);
    if (!failed && is_ours(whole)) record('M', inode_of(at, path), 0, whole, "", 0);
    END;
    return failed;
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int unlinkat(int at, const char *path, int flags)
{
    REAL(int, unlinkat, int, const char *, int);
    char buffer[PATH_MAX];
    BEGIN;
    ino_t inode = inode_of(at, path);
    int failed = real(at, path, flags);
    const char *whole = absolute(at, path, buffer);
    if (!failed && is_ours(whole)) record('U', inode, 0, whole, "", 0);
    END;
    return failed;
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }

int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

static void moved(char kind, int from_at, const char *from, int to_at, const char *to)
{
    char before[PATH_MAX], after[PATH_MAX];
    const char *old = absolute(from_at, from, before), *new = absolute(to_at, to, after);
    if (is_ours(old) || is_ours(new))
        record(kind, inode_of(to_at, to), 0, old, new, strlen(new));
}

int renameat(int from_at, const char *from, int to_at, const char *to)
{
    REAL(int, renameat, int, const char *, int, const char *);
    BEGIN;
    int failed = real(from_at, from, to_at, to);
    if (!failed) moved('R', from_at, from, to_at, to);
    END;
    return failed;
}

int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }

int linkat(int from_at, const char *from, int to_at, const char *to, int flags)
{
    REAL(int, linkat, int, const char *, int, const char *, int);
    BEGIN;
    int failed = real(from_at, from, to_at, to, flags);
    if (!failed) moved('L', from_at, from, to_at, to);
    END;
    return failed;
}

int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }
