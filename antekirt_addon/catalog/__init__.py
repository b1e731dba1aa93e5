# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be chosen from: the service's artists, the account's history, and their pictures.

    catalog.py          one for each session: all of the below; start reading here
    paged_list.py       a list of the service, fetched part by part as it is needed
    picture_cache.py    pictures on disk, fetched in the background as they are looked at
    recent_artists.py   the artists that were used last
    query.py            what can be asked of the catalog
    cached_page.py      what a list's part looks like on disk
    disk_cache.py       a folder that never grows beyond its size

Everything is asked for on the main thread, returns at once and is there after some later `pump`.
Plain Python; the folder that all of it may lie in is handed in, and may be deleted at any time.
"""
